import type { IDataObject } from 'n8n-workflow';
import { NEWS_TIMING } from '../../shared/callbackTiming';
import { continueUrl } from '../../shared/continueUrl';
import { normalizePhoneNumber } from '../../shared/phoneNumber';
import type { DialAttributes, XmlElement } from '../../shared/plivoXml';
import {
	dial,
	hangup,
	number,
	plivoResponse,
	record,
	redirect,
	speak,
} from '../../shared/plivoXml';
import { stripSecrets } from '../../shared/secrets';
import type { Answer } from './callNotes';
import { connectAgent, timeForAgent } from './connectAgent';
import type { IncomingCall } from './incomingCall';
import type { AnswerOptions, LadderStep } from './settings';

type Attempts = Answer['attempts'];

/** An answer that is plain XML, with nobody reached. */
export function plainAnswer(
	by: Answer['by'],
	elements: XmlElement[],
	attempts: Attempts = [],
): Answer {
	return {
		xml: plivoResponse(...elements),
		by,
		agentId: null,
		callId: null,
		agentCall: null,
		attempts,
	};
}

export function sentenceElement(options: AnswerOptions, text: string): XmlElement {
	return speak(text, { voice: options.voice, language: options.language });
}

/**
 * Takes the steps of the ladder from `index` on until one holds, and writes the XML for it. Never throws and never leaves
 * the caller in silence: at the end of the ladder the call is hung up.
 * @param attempts what did not work before
 * @param entered whether this very step is what Plivo was sent here for: it is not sent here again
 */
export async function climb(
	call: IncomingCall,
	index: number,
	attempts: Attempts = [],
	entered = false,
): Promise<Answer> {
	const spoken: XmlElement[] = [];
	for (let i = index; i < call.ladder.length; i++) {
		const step = call.ladder[i] as LadderStep;
		if (step.step === 'sentence') {
			spoken.push(sentenceElement(call.options, step.sentence));
		} else if (step.step === 'agent') {
			// After a sentence, or with no time left, the agent is asked by a request of its own, with a fresh budget.
			const wantsRequest = spoken.length > 0 || timeForAgent(call) === 0;
			if (wantsRequest && !call.isTest && !(entered && i === index)) {
				const url = continueUrl(call.webhookUrl, i);
				return plainAnswer('sentence', [...spoken, redirect(url, { method: 'POST' })], attempts);
			}
			const answer = await tryAgent(call, step.agentId, i + 1, attempts);
			if (answer) return answer;
		} else if (step.step === 'forward') {
			const elements = forwardElements(call, step, i + 1, attempts);
			if (elements) return plainAnswer('forward', [...spoken, ...elements], attempts);
		} else {
			call.note.expectsVoicemail = true;
			const elements = voicemailElements(call.options, step, call.webhookUrl, call.callUuid);
			return plainAnswer('voicemail', [...spoken, ...elements, hangup()], attempts);
		}
	}
	return plainAnswer(spoken.length > 0 ? 'sentence' : 'nobody', [...spoken, hangup()], attempts);
}

/** One agent: the answer when it was reached, else undefined and a line among the attempts. */
export async function tryAgent(
	call: IncomingCall,
	agentId: string,
	nextStep: number,
	attempts: Attempts,
): Promise<Answer | undefined> {
	const connected = await connectAgent(call, agentId, nextStep);
	if (!connected.reached) {
		attempts.push({ step: 'agent', agentId, reason: connected.reason });
		return undefined;
	}
	call.note.relayed = call.audioPath === 'bridge';
	return {
		xml: plivoResponse(...connected.elements),
		by: 'agent',
		agentId,
		callId: connected.agentCall.callId,
		agentCall: stripSecrets(connected.agentCall.object) as IDataObject,
		attempts,
	};
}

function forwardElements(
	call: IncomingCall,
	step: Extract<LadderStep, { step: 'forward' }>,
	nextStep: number,
	attempts: Attempts,
): XmlElement[] | undefined {
	try {
		const element = dialElement(step, call.options, {
			callerId: step.callerId || call.to,
			...(call.isTest
				? {}
				: {
						action: continueUrl(call.webhookUrl, nextStep),
						method: 'POST',
						callbackUrl: `${call.webhookUrl}?event=dial${NEWS_TIMING}`,
						callbackMethod: 'POST',
					}),
		});
		return [element, hangup()];
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		attempts.push({ step: 'forward', agentId: null, reason });
		return undefined;
	}
}

/** `<Dial>` of a forward step. @throws PhoneNumberError when its number is none */
export function dialElement(
	step: Extract<LadderStep, { step: 'forward' }>,
	options: AnswerOptions,
	attributes: DialAttributes,
): XmlElement {
	const target = normalizePhoneNumber(step.number, options.defaultCountry || undefined);
	return dial([number(target)], { timeout: step.ringTime, ...attributes });
}

/** Prompt and `<Record>` of a voicemail step; the recording is reported to the trigger's webhook. */
export function voicemailElements(
	options: AnswerOptions,
	step: Extract<LadderStep, { step: 'voicemail' }>,
	webhookUrl: string,
	callUuid?: string,
): XmlElement[] {
	// Plivo's list of the fields of this callback does not name the call (plivo.md §6.6).
	const call = callUuid === undefined ? '' : `&callUuid=${encodeURIComponent(callUuid)}`;
	return [
		...(step.prompt === '' ? [] : [sentenceElement(options, step.prompt)]),
		record({
			maxLength: step.longestMessage,
			playBeep: true,
			redirect: false,
			callbackUrl: `${webhookUrl}?event=voicemail${call}${NEWS_TIMING}`,
			callbackMethod: 'POST',
		}),
	];
}

import type { IDataObject } from 'n8n-workflow';
import type { AudioPath } from '../../shared/agentCall';
import { joinableCall } from '../../shared/agentCall';
import { agentDuties, NO_DUTIES } from '../../shared/callTools/agentLookup';
import { agentIdOf } from '../../shared/callTools/returnToAgent';
import { continueUrl } from '../../shared/continueUrl';
import { within, TIMED_OUT } from '../../shared/deadline';
import { locatorId } from '../../shared/locatorId';
import { normalizePhoneNumber } from '../../shared/phoneNumber';
import { hangup, plivoResponse, redirect } from '../../shared/plivoXml';
import { lostCallIdOf } from '../../shared/resumedCall';
import { stripSecrets } from '../../shared/secrets';
import { findCallsOfPlivoCall } from '../../shared/ultravoxCalls';
import type { Answer } from './callNotes';
import { connection } from './connectAgent';
import type { IncomingCall } from './incomingCall';
import { climb, plainAnswer, sentenceElement, tryAgent } from './ladder';
import { field } from './plivoEvent';
import { ANSWER_BUDGET_MS } from './settings';

/** How long (ms) the look-up of an earlier answer may take. */
const LOOK_UP_MS = 1_500;

/** Which agent answers: an id, or null for a number nobody is listed for. */
function agentForCall(call: IncomingCall): string | null {
	const { context } = call;
	if (context.getNodeParameter('answerWith', 'agent') !== 'agentByNumber') {
		return locatorId(context.getNodeParameter('agent', ''));
	}
	const rows = context.getNodeParameter('agentsByNumber.rows', []) as IDataObject[];
	const row = rows.find((candidate) => sameNumber(String(candidate.number ?? ''), call));
	if (row) return locatorId(row.agent);
	if (context.getNodeParameter('whenNumberUnknown', 'sentence') !== 'agent') return null;
	return locatorId(context.getNodeParameter('defaultAgent', ''));
}

function sameNumber(listed: string, call: IncomingCall): boolean {
	if (listed.trim() === '') return false;
	try {
		return normalizePhoneNumber(listed, call.options.defaultCountry || undefined) === call.to;
	} catch (error) {
		call.context.logger.warn(
			`'Agents by Number' of '${call.context.getNode().name}' has an entry that is no phone number`,
			{ error },
		);
		return false;
	}
}

/** Answers a call with its agent, or with the ladder. Never throws. */
export async function answerCall(call: IncomingCall): Promise<Answer> {
	const attempts: Answer['attempts'] = [];
	let agentId: string | null;
	try {
		agentId = agentForCall(call);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return await climb(call, 0, [{ step: 'agent', agentId: null, reason }]);
	}
	if (agentId === null) {
		const sentence = String(call.context.getNodeParameter('unknownNumberSentence', '')).trim();
		const spoken = sentence === '' ? [] : [sentenceElement(call.options, sentence)];
		return plainAnswer('sentence', [...spoken, hangup()]);
	}
	return (await tryAgent(call, agentId, 0, attempts)) ?? (await climb(call, 0, attempts));
}

/**
 * Whether this request can be a repeat of one that another process answered: the call is older than the budget of a first
 * answer. Plivo sends SessionStart (UTC) with inbound calls, by its documentation; without it any request may be one.
 */
export function mayBeRepeat(call: IncomingCall, now = Date.now()): boolean {
	const sessionStart = field(call.fields, 'SessionStart');
	const startedAt = Date.parse(`${sessionStart.replace(' ', 'T')}Z`);
	return Number.isNaN(startedAt) || now - startedAt > ANSWER_BUDGET_MS;
}

/** The way a call was made for; in workflow mode Answer Call chose it. */
const audioPathOf = (agentCall: IDataObject): AudioPath =>
	(agentCall.medium as IDataObject | undefined)?.serverWebSocket === undefined
		? 'direct'
		: 'bridge';

/**
 * The answer another process gave to this very call, told again with the same Ultravox call; null when there was none
 * that can still be used. Without this a repeat would make a second agent for one caller.
 * @param nextStep of the ladder, should that agent be lost; above 0 only a call that still can be joined counts
 * @param except a call that is over, whatever Ultravox says yet
 */
export async function earlierAnswer(
	call: IncomingCall,
	{ nextStep = 0, except }: { nextStep?: number; except?: string } = {},
): Promise<Answer | null> {
	try {
		const found = await within(
			findCallsOfPlivoCall(call.context, call.callUuid, LOOK_UP_MS),
			LOOK_UP_MS,
		);
		if (found === TIMED_OUT) return null;
		// A call that goes on for a lost one is the bridge's to join.
		const calls = found.filter((one) => lostCallIdOf(one) === '');
		const [latest] = calls;
		if (!latest) return null;
		const alive = calls.find(
			({ joined, ended, joinUrl, callId }) => !joined && !ended && joinUrl && callId !== except,
		);
		if (!alive && nextStep > 0) return null;
		if (!alive) {
			// The agent came and went: how it ended decides what the caller gets now.
			const url = continueUrl(call.webhookUrl, 0, String(latest.callId));
			return plainAnswer('agent', [redirect(url, { method: 'POST' })]);
		}
		const agentCall = joinableCall(call.context, alive, audioPathOf(alive));
		const agentId = agentIdOf(alive);
		const duties = await agentDuties(call.context, agentId, LOOK_UP_MS).catch(() => NO_DUTIES);
		return {
			xml: plivoResponse(...connection(call, agentCall, { nextStep, duties })),
			by: 'agent',
			callId: agentCall.callId,
			agentId: agentId || null,
			agentCall: stripSecrets(alive) as IDataObject,
			attempts: [],
		};
	} catch (error) {
		call.context.logger.warn('Ultravox could not be asked whether this call was answered before', {
			error,
		});
		return null;
	}
}

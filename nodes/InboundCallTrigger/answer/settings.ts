import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { AudioPath } from '../../shared/agentCall';
import type { StreamContentType } from '../../shared/audioFormat';
import type { BridgeSettings } from '../../shared/bridgeSettings';
import { bridgeSettings } from '../../shared/bridgeSettings';
import { locatorId } from '../../shared/locatorId';

/** Milliseconds in which the XML is out, counted from the arrival of Plivo's request. */
export const ANSWER_BUDGET_MS = 5_000;

export type LadderStep =
	| { step: 'agent'; agentId: string }
	| { step: 'forward'; number: string; ringTime: number; callerId: string }
	| { step: 'sentence'; sentence: string }
	| { step: 'voicemail'; prompt: string; longestMessage: number };

export interface AnswerOptions {
	audioFormat: StreamContentType;
	defaultCountry: string;
	greeting: string;
	languageHint: string;
	/** Seconds; undefined leaves the agent's own. */
	maximumDuration?: number;
	recordCall?: boolean;
	/** Milliseconds for each agent. */
	stepBudget: number;
	voice: string;
	language: string;
}

type Context = IHookFunctions | IWebhookFunctions;

/** The Options collection with its defaults filled in. */
export function readOptions(context: Context): AnswerOptions {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const text = (key: string, fallback: string) => String(options[key] ?? '').trim() || fallback;
	return {
		audioFormat: text('audioFormat', 'audio/x-l16;rate=16000') as StreamContentType,
		defaultCountry: text('defaultCountry', '').toUpperCase(),
		greeting: text('greeting', ''),
		languageHint: text('languageHint', ''),
		...(options.maximumDuration === undefined
			? {}
			: { maximumDuration: Number(options.maximumDuration) }),
		...(options.recordCall === undefined ? {} : { recordCall: options.recordCall === true }),
		stepBudget: Math.min(4, Math.max(0.5, Number(options.stepBudget ?? 2) || 2)) * 1000,
		voice: text('voice', 'WOMAN'),
		language: text('language', 'en-US'),
	};
}

/** Which way the audio flows. */
export function readAudioPath(context: Context): AudioPath {
	return context.getNodeParameter('audioPath', 'direct') === 'bridge' ? 'bridge' : 'direct';
}

/** What the bridge does with a call that goes through it. */
export function readBridgeSettings(context: Context): BridgeSettings {
	return bridgeSettings(context.getNodeParameter('bridgeOptions', {}) as IDataObject);
}

/** The steps of 'If the Agent Cannot Be Reached', in order; steps that say nothing are left out. */
export function readLadder(context: Context): LadderStep[] {
	const rows = context.getNodeParameter('ladder.steps', []) as IDataObject[];
	const steps: LadderStep[] = [];
	for (const row of rows) {
		const text = (key: string) => String(row[key] ?? '').trim();
		if (row.step === 'agent') {
			const agentId = locatorId(row.agent);
			if (agentId) steps.push({ step: 'agent', agentId });
		} else if (row.step === 'forward') {
			const ringTime = Number(row.ringTime ?? 25);
			if (text('number')) {
				steps.push({
					step: 'forward',
					number: text('number'),
					ringTime,
					callerId: text('callerId'),
				});
			}
		} else if (row.step === 'voicemail') {
			const longestMessage = Number(row.longestMessage ?? 120);
			steps.push({ step: 'voicemail', prompt: text('prompt'), longestMessage });
		} else if (text('sentence')) {
			steps.push({ step: 'sentence', sentence: text('sentence') });
		}
	}
	return steps;
}

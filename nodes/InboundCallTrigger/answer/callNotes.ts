import type { IDataObject } from 'n8n-workflow';
import type { BridgeEvent } from '../../shared/bridgeEvents';
import type { LadderStep } from './settings';

/** Who took the call. */
export type AnsweredBy = 'agent' | 'forward' | 'voicemail' | 'sentence' | 'nobody';

/** How a request for XML was answered. */
export interface Answer {
	xml: string;
	by: AnsweredBy;
	agentId: string | null;
	/** The Ultravox Call object, without its join URL; null when no agent was reached. */
	agentCall: IDataObject | null;
	/** What was tried and did not work, in the provider's words. */
	attempts: Array<{ step: LadderStep['step']; agentId: string | null; reason: string }>;
}

/** What this process knows of a call. A convenience: losing it (restart, another process) loses no call. */
export interface CallNote {
	createdAt: number;
	/** Answers already given or being prepared, by what was asked for: a repeated delivery gets the same one. */
	answers: Map<string, Promise<Answer>>;
	relayed: boolean;
	/** Plivo's hang-up arrived. */
	hungUp: boolean;
	/** The item of *Ended* is on its way. */
	ended: boolean;
	bridgeEnded: BridgeEvent | null;
	/** Fields of Plivo's recording callback; null until it came. */
	voicemail: IDataObject | null;
	expectsVoicemail: boolean;
	/** What Plivo was told, in order: the first answer, then the steps taken after it. */
	given: Answer[];
	changed: Array<() => void>;
}

const LIFE_MS = 15 * 60_000;
const MOST = 5_000;

const notes = new Map<string, CallNote>();

function forgetOld(now: number): void {
	for (const [key, note] of notes) {
		if (notes.size <= MOST && now - note.createdAt < LIFE_MS) return;
		notes.delete(key);
	}
}

const keyOf = (webhookUrl: string, callUuid: string) => `${webhookUrl} ${callUuid}`;

/** The note of a call, made when there is none. Keyed by webhook too: a token is needed to reach each. */
export function noteOf(webhookUrl: string, callUuid: string): CallNote {
	const key = keyOf(webhookUrl, callUuid);
	const known = notes.get(key);
	if (known) return known;
	const now = Date.now();
	forgetOld(now);
	const note: CallNote = {
		createdAt: now,
		answers: new Map(),
		relayed: false,
		hungUp: false,
		ended: false,
		bridgeEnded: null,
		voicemail: null,
		expectsVoicemail: false,
		given: [],
		changed: [],
	};
	notes.set(key, note);
	return note;
}

/** The note of a call, or undefined when this process never saw it. */
export function knownNote(webhookUrl: string, callUuid: string): CallNote | undefined {
	return notes.get(keyOf(webhookUrl, callUuid));
}

/** Tells those who wait that the note changed. */
export function announce(note: CallNote): void {
	for (const wake of note.changed.splice(0)) wake();
}

/** Resolves with the next change of the note. */
export async function nextChange(note: CallNote): Promise<void> {
	await new Promise<void>((resolve) => note.changed.push(resolve));
}

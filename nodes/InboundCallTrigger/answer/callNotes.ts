import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { BridgeEvent } from '../../shared/bridgeEvents';
import type { AgentDuties } from '../../shared/callTools/agentLookup';
import type { CallData } from '../../shared/callTools/callData';
import type { Handoff } from '../../shared/callTools/handoff';
import type { LadderStep } from './settings';

/** Who took the call. */
export type AnsweredBy = 'agent' | 'forward' | 'voicemail' | 'sentence' | 'nobody';

/** How a request for XML was answered. */
export interface Answer {
	xml: string;
	by: AnsweredBy;
	agentId: string | null;
	/** Ultravox's id of the call with that agent; null when no agent was reached. */
	callId: string | null;
	/** The Call object, without its join URL, until it is in the item. */
	agentCall: IDataObject | null;
	/** What was tried and did not work, in the provider's words. */
	attempts: Array<{ step: LadderStep['step']; agentId: string | null; reason: string }>;
}

/** What the bridge told about one relayed call of Ultravox's. */
export interface RelayNote {
	/** By stream, the number of the last event taken: one with the same or a lower number is a repeat. */
	sequences: Map<string, number>;
	/** Ultravox's id of the call that the agent is in now. */
	callId: string;
	/** Epoch milliseconds of that. */
	heardAt: number;
	/** Why the bridge is about to end it, in its word; null until it said so. */
	ending: string | null;
	/** The event that tells how it went; null until it came. */
	ended: BridgeEvent | null;
}

/** What this process knows of a call. A convenience: losing it (restart, another process) loses no call. */
export interface CallNote {
	/** Epoch milliseconds of the last request about this call. */
	touchedAt: number;
	/** Answers already given or being prepared, by what was asked for: a repeated delivery gets the same one. */
	answers: Map<string, Promise<Answer>>;
	relayed: boolean;
	/** The person a call was forwarded to answered it. */
	transferred: boolean;
	/** Plivo's hang-up arrived. */
	hungUp: boolean;
	/** The item of *Ended* is on its way. */
	ended: boolean;
	/** What the bridge told, by Ultravox's id of the call that each stream began with; the latest last. */
	relays: Map<string, RelayNote>;
	/** Fields of Plivo's recording callback; null until it came. */
	voicemail: IDataObject | null;
	expectsVoicemail: boolean;
	/** What the agents of this call have to do, by their ids. */
	duties: Map<string, AgentDuties>;
	/** Callers on the way to a human, by Ultravox's id of the call whose agent gave them away. */
	handoffs: Map<string, Handoff>;
	/** What was collected, and its one delivery; null until the call is over. */
	data: Promise<CallData> | null;
	/** What Plivo was told, in order: the first answer, then the steps taken after it. */
	given: Answer[];
	changed: Array<() => void>;
}

/** Longer than the longest call of an agent by default (an hour), so that its end still finds its beginning. */
const LIFE_MS = 75 * 60_000;
const MOST = 5_000;

const notes = new Map<string, CallNote>();

function forgetOld(now: number): void {
	for (const [key, note] of notes) {
		if (notes.size <= MOST && now - note.touchedAt < LIFE_MS) return;
		notes.delete(key);
	}
}

const keyOf = (webhookUrl: string, callUuid: string) => `${webhookUrl} ${callUuid}`;

/** The note of a call, made when there is none. Keyed by webhook too: a token is needed to reach each. */
export function noteOf(webhookUrl: string, callUuid: string): CallNote {
	const known = knownNote(webhookUrl, callUuid);
	if (known) return known;
	const now = Date.now();
	forgetOld(now);
	const note: CallNote = {
		touchedAt: now,
		answers: new Map(),
		relayed: false,
		transferred: false,
		hungUp: false,
		ended: false,
		relays: new Map(),
		voicemail: null,
		expectsVoicemail: false,
		duties: new Map(),
		handoffs: new Map(),
		data: null,
		given: [],
		changed: [],
	};
	notes.set(keyOf(webhookUrl, callUuid), note);
	return note;
}

/** The note of a call, or undefined when this process never saw it. */
export function knownNote(webhookUrl: string, callUuid: string): CallNote | undefined {
	const key = keyOf(webhookUrl, callUuid);
	const note = notes.get(key);
	if (note) {
		// The map is in the order of the last touch, oldest first.
		notes.delete(key);
		notes.set(key, note);
		note.touchedAt = Date.now();
	}
	return note;
}

/** Tells those who wait that the note changed. */
export function announce(note: CallNote): void {
	for (const wake of note.changed.splice(0)) wake();
}

/** Resolves with the next change of the note. */
export async function nextChange(note: CallNote): Promise<void> {
	await new Promise<void>((resolve) => note.changed.push(resolve));
}

/** Waits until the hang-up of the call came to this process, at most `milliseconds`. @returns whether it came */
export async function hangupOf(note: CallNote, milliseconds: number): Promise<boolean> {
	const patience = sleep(milliseconds).then(() => true);
	let waited = false;
	while (!note.hungUp && !waited) {
		waited = await Promise.race([patience, nextChange(note).then(() => false)]);
	}
	return note.hungUp;
}

import type { CallOutcome } from './callOutcome';
import { isObject } from './operations/values';
import { fromProviderNumber } from './phoneNumber';

export type { CallEnding, CallOutcome } from './callOutcome';
export { callOutcome } from './callOutcome';

/** One thing that was said. */
export interface TranscriptLine {
	role: 'agent' | 'user';
	text: string;
}

/** The `call` object of every item: each key is there, null when the fact is not known. */
export interface CallContext {
	/** Ultravox's id. */
	callId: string | null;
	/** Plivo's id. */
	callUuid: string | null;
	direction: 'inbound' | 'outbound' | null;
	/** E.164 with `+`, or a SIP address. */
	from: string | null;
	/** E.164 with `+`, or a SIP address. */
	to: string | null;
	agentId: string | null;
	agentName: string | null;
	/** Plivo's `CallStatus`: ringing, in-progress, completed, busy, failed, timeout, no-answer. */
	status: string | null;
	/** ISO 8601 in UTC. */
	startedAt: string | null;
	metadata: Record<string, unknown> | null;
	/** ISO 8601 in UTC. */
	endedAt: string | null;
	durationSeconds: number | null;
	/** Ultravox's `endReason`. */
	endReason: string | null;
	outcome: CallOutcome | null;
	/** Plivo's `HangupCause`. */
	hangupCause: string | null;
	/** Plivo's `HangupSource`: who hung up, in Plivo's words. */
	hangupSource: string | null;
	/** What Plivo charges, in `currency`. */
	cost: number | null;
	currency: string | null;
	summary: string | null;
	shortSummary: string | null;
	transcript: TranscriptLine[] | null;
	/** What the agent collected from the caller. */
	collected: Record<string, unknown> | null;
	recordingUrl: string | null;
}

/** A call context of the known facts; all others are null. */
export function createCallContext(facts: Partial<CallContext>): CallContext {
	return {
		callId: facts.callId ?? null,
		callUuid: facts.callUuid ?? null,
		direction: facts.direction ?? null,
		from: facts.from ?? null,
		to: facts.to ?? null,
		agentId: facts.agentId ?? null,
		agentName: facts.agentName ?? null,
		status: facts.status ?? null,
		startedAt: facts.startedAt ?? null,
		metadata: facts.metadata ?? null,
		endedAt: facts.endedAt ?? null,
		durationSeconds: facts.durationSeconds ?? null,
		endReason: facts.endReason ?? null,
		outcome: facts.outcome ?? null,
		hangupCause: facts.hangupCause ?? null,
		hangupSource: facts.hangupSource ?? null,
		cost: facts.cost ?? null,
		currency: facts.currency ?? null,
		summary: facts.summary ?? null,
		shortSummary: facts.shortSummary ?? null,
		transcript: facts.transcript ?? null,
		collected: facts.collected ?? null,
		recordingUrl: facts.recordingUrl ?? null,
	};
}

/** One context of several: of each fact the last one that is known. */
export function mergeCallContext(...contexts: Array<Partial<CallContext>>): CallContext {
	const known = contexts.map((context) =>
		Object.fromEntries(
			Object.entries(context).filter(([, value]) => value !== null && value !== undefined),
		),
	);
	return createCallContext(Object.assign({}, ...known) as Partial<CallContext>);
}

type Fields = Readonly<Record<string, unknown>>;

/** The text of a field, the first when it came several times; null when it is missing or blank. */
export function text(value: unknown): string | null {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return typeof first === 'string' && first.trim() !== '' ? first.trim() : null;
}

/** A number that is 0 or more, as number or as text; null for anything else. */
export function amount(value: unknown): number | null {
	const written = typeof value === 'number' ? String(value) : text(value);
	return written !== null && /^\d+(\.\d+)?$/.test(written) ? Number(written) : null;
}

function fields(value: unknown): Fields | null {
	return isObject(value) ? value : null;
}

/** A time as ISO 8601 in UTC; null when it does not say its zone and none is given. */
export function instant(value: unknown, zone = ''): string | null {
	const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?$/i.exec(
		text(value) ?? '',
	);
	if (match === null) return null;
	const [, day = '', time = '', fraction = '', ownZone = zone] = match;
	if (ownZone === '') return null;
	const milliseconds = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${ownZone.toUpperCase()}`);
	return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/** Who is at one end: E.164 with `+`, or a SIP address; null when it is missing. */
export function party(value: unknown): string | null {
	const name = text(value);
	return name === null ? null : fromProviderNumber(name);
}

/**
 * The facts in the form fields of Plivo's answer and hang-up callbacks (plivo.md §6.1, §6.3).
 * `SessionStart` is in UTC; `StartTime`, `AnswerTime` and `EndTime` are in the account's time zone,
 * which they do not name, so that `endedAt` stays null unless one is written with its offset.
 * `outcome` is left to `callOutcome`, which hears both providers.
 */
export function callContextFromPlivo(plivo: Fields): CallContext {
	const direction = text(plivo.Direction)?.toLowerCase();
	return createCallContext({
		callUuid: text(plivo.CallUUID),
		direction: direction === 'inbound' || direction === 'outbound' ? direction : null,
		from: party(plivo.From),
		to: party(plivo.To),
		status: text(plivo.CallStatus),
		startedAt: instant(plivo.SessionStart, 'Z') ?? instant(plivo.StartTime),
		endedAt: instant(plivo.EndTime),
		durationSeconds: amount(plivo.Duration),
		hangupCause: text(plivo.HangupCause) ?? text(plivo.HangupCauseName),
		hangupSource: text(plivo.HangupSource),
		cost: amount(plivo.TotalCost),
		recordingUrl: text(plivo.RecordUrl),
	});
}

const SPEAKERS = new Map<unknown, TranscriptLine['role']>([
	['MESSAGE_ROLE_AGENT', 'agent'],
	['MESSAGE_ROLE_USER', 'user'],
]);

/**
 * What was spoken: tool messages and text messages (among them the hidden greeting prompt) are left
 * out.
 */
function transcriptOf(messages: readonly unknown[]): TranscriptLine[] {
	return messages.flatMap((message) => {
		const { role, medium, text: words } = fields(message) ?? {};
		const speaker = SPEAKERS.get(role);
		const spoken = text(words);
		const isLine = speaker !== undefined && medium === 'MESSAGE_MEDIUM_VOICE' && spoken !== null;
		return isLine ? [{ role: speaker, text: spoken }] : [];
	});
}

/**
 * Ultravox has no status; what it is follows from the times and the end reason (ultravox.md §2.2).
 */
function statusOf(call: Fields): string | null {
	if (text(call.ended) === null) return text(call.joined) === null ? null : 'in-progress';
	const talked = ['hangup', 'agent_hangup', 'timeout'].includes(text(call.endReason) ?? '');
	return talked ? 'completed' : 'failed';
}

/** Whole seconds from joining to the end. */
function secondsOf(joined: string | null, ended: string | null): number | null {
	if (joined === null || ended === null) return null;
	return Math.max(0, Math.round((Date.parse(ended) - Date.parse(joined)) / 1000));
}

/**
 * The facts of an Ultravox Call object and its messages (ultravox.md §2.2, §2.4). The times are the
 * agent's: merge Plivo's facts after these where both are known. `outcome` is left to
 * `callOutcome`.
 * @param messages all messages in order; not given when they are not known, and the transcript is
 * null then
 */
export function callContextFromUltravox(call: Fields, messages?: readonly unknown[]): CallContext {
	const joined = instant(call.joined);
	const ended = instant(call.ended);
	const agent = fields(call.agent);
	return createCallContext({
		callId: text(call.callId),
		agentId: text(call.agentId) ?? text(agent?.agentId),
		agentName: text(agent?.name),
		status: statusOf(call),
		startedAt: joined ?? instant(call.created),
		metadata: fields(call.metadata),
		endedAt: ended,
		durationSeconds: secondsOf(joined, ended),
		endReason: text(call.endReason),
		summary: text(call.summary),
		shortSummary: text(call.shortSummary),
		transcript: messages === undefined ? null : transcriptOf(messages),
	});
}

import type { BridgeEvent } from '../../shared/bridgeEvents';
import type { CallNote, RelayNote } from './callNotes';
import { announce } from './callNotes';

/** One for each agent of a ladder that was reached; more than any ladder has. */
const MOST = 20;
/** More streams than Plivo connects for one call. */
const MOST_STREAMS = 10;
/** What whoever comes after a bridge that died says of its streams. */
const BRIDGE_LOST = 'bridge-lost';

/** The note of the stream that an event is about, made when there is none. */
function relayOf(note: CallNote, callId: string): RelayNote {
	const known = note.relays.get(callId);
	if (known) return known;
	const [oldest] = note.relays.keys();
	if (oldest !== undefined && note.relays.size >= MOST) note.relays.delete(oldest);
	const relay: RelayNote = { sequences: new Map(), callId, heardAt: 0, ending: null, ended: null };
	note.relays.set(callId, relay);
	return relay;
}

/** A stream counts its events from 1; the second one of a call, after a bridge was lost, does so again. */
const streamOf = ({ eventId }: BridgeEvent): string => eventId.split('.')[0] ?? '';

/** Why a stream ended, in the bridge's word. */
function reasonIn({ data }: BridgeEvent): string | null {
	const report = data.report as { reason?: unknown } | undefined;
	return typeof report?.reason === 'string' ? report.reason : null;
}

/** Whether the bridge itself tells of the end of a stream that was wrongly taken for lost with it. */
function isFoundAgain({ ended }: RelayNote, event: BridgeEvent): boolean {
	if (event.type !== 'ended' || ended === null) return false;
	const isOfIt = streamOf(event) === streamOf(ended);
	return isOfIt && reasonIn(ended) === BRIDGE_LOST && reasonIn(event) !== BRIDGE_LOST;
}

/** Whether an event is the first with its number or a higher one, and before the end of its stream; then it is noted. */
function isNew(relay: RelayNote, event: BridgeEvent): boolean {
	const { sequences } = relay;
	const stream = streamOf(event);
	if (isFoundAgain(relay, event)) return true;
	if (event.sequence <= (sequences.get(stream) ?? 0)) return false;
	const [oldest] = sequences.keys();
	if (!sequences.has(stream) && sequences.size >= MOST_STREAMS && oldest !== undefined) {
		sequences.delete(oldest);
	}
	// Nothing comes after the end, whoever else may tell of it.
	sequences.set(stream, event.type === 'ended' ? Infinity : event.sequence);
	return true;
}

/**
 * Notes an event, unless it is a repeat: the bridge sends the events of a stream in order, each until it was taken. Only what later
 * requests ask about is kept.
 * @returns false for a repeat
 */
export function noteEvent(note: CallNote, event: BridgeEvent): boolean {
	const relay = relayOf(note, event.callId);
	if (!isNew(relay, event)) return false;
	relay.heardAt = Date.now();
	if (event.type === 'resumed' && typeof event.data.callId === 'string') {
		relay.callId = event.data.callId;
	}
	if (event.type === 'ending' && typeof event.data.reason === 'string') {
		relay.ending = event.data.reason;
	}
	if (event.type === 'ended') relay.ended = event;
	announce(note);
	return true;
}

/** When the bridge has last told something new, in epoch milliseconds; 0 when it never has. */
export const lastHeardOf = (note: CallNote): number =>
	Math.max(0, ...[...note.relays.values()].map(({ heardAt }) => heardAt));

/** How the latest stream went; null while the bridge has not told. */
export function lastReport(note: CallNote): BridgeEvent | null {
	return [...note.relays.values()].reduce<BridgeEvent | null>(
		(last, { ended }) => ended ?? last,
		null,
	);
}

/** Why the stream that began with a call of Ultravox's ended, or is about to, in the bridge's word; null while it has not told. */
export function reasonOf(note: CallNote, callId: string): string | null {
	const relay = note.relays.get(callId);
	return (relay?.ended && reasonIn(relay.ended)) ?? relay?.ending ?? null;
}

/** Whether the bridge has told how the stream that began with a call of Ultravox's went. */
export const isReported = (note: CallNote, callId: string): boolean =>
	(note.relays.get(callId)?.ended ?? null) !== null;

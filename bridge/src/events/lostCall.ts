import type { BridgeEvent, BridgeTranscriptLine } from '../../../nodes/shared/bridgeEvents';
import { emptyReport, OUTCOMES } from '../call/callOutcome';
import type { EventFile } from './eventFile';
import { eventText, type OpenCall } from './eventRecord';
import type { LineSeal } from './sealedLine';
import { loadBody, type StoredEvent, type StoredEvents } from './storedEvents';

/**
 * More than a call has events. While its disk failed or stalled, events may have been told that are not in the file; what is not beyond the
 * last of them n8n takes for a repeat.
 */
const MOST_UNWRITTEN = 1_000_000;

/**
 * Tells of the end of a call in place of its bridge, which died: adds its `ended` event to its file, with what is known of the call. It
 * is told when it is found out; for how long it may be delivered counts from the last sign of the call.
 * @returns the event
 * @throws the system's error when the file cannot be read or written now
 */
export function endLostCall(
	file: EventFile,
	call: OpenCall,
	{ events, lastSequence, changedAt }: StoredEvents,
	seal: LineSeal,
): StoredEvent {
	const { address, stream, since } = call;
	const { callUuid, callId } = address;
	const sequence = lastSequence + MOST_UNWRITTEN;
	const facts = { sequence, type: 'ended' as const, queuedAt: changedAt };
	const durationMs = Math.max(0, changedAt - since);
	const event: BridgeEvent = {
		version: 1,
		eventId: `${stream}.${sequence}`,
		sequence,
		type: 'ended',
		at: new Date().toISOString(),
		callUuid,
		callId,
		data: {
			report: { ...emptyReport(OUTCOMES.bridgeLost), durationMs },
			transcript: linesOf(file, events, seal),
		},
	};
	const text = eventText(address, facts, JSON.stringify(event));
	return { ...facts, place: file.append(seal.seal(text)) };
}

/** What was said, as far as n8n has not been told yet. */
function linesOf(
	file: EventFile,
	events: readonly StoredEvent[],
	seal: LineSeal,
): BridgeTranscriptLine[] {
	const lines: BridgeTranscriptLine[] = [];
	for (const { type, place } of events) {
		const body = type === 'transcript' ? loadBody(file, place, seal) : undefined;
		if (body === undefined) continue;
		const { data } = JSON.parse(body) as { data: unknown };
		lines.push(data as BridgeTranscriptLine);
	}
	return lines;
}

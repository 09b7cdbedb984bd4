import type { BridgeEventType } from '../../../nodes/shared/bridgeEvents';

/** Where the events of a call go, and which call it is, for the log. */
export interface EventAddress {
	callId: string;
	callUuid: string;
	/** A credential: whoever has it can knock at the workflow. */
	eventsUrl: string;
	/** W3C trace context of the call, sent along; known while its process lives. */
	traceparent?: string;
}

/** What must be known of an event beside its body. */
export interface EventFacts {
	/** Counts the events of one stream from 1. */
	sequence: number;
	type: BridgeEventType;
	/** Milliseconds since 1970. */
	queuedAt: number;
}

/** A call that lives: enough to tell of its end when its bridge cannot. */
export interface OpenCall {
	address: EventAddress;
	/** The first half of its event ids. */
	stream: string;
	/** When its first event came, in milliseconds since 1970. */
	since: number;
}

/** One line of an event file, opened: the call, an event, or the note that all up to one need not be delivered any more. */
export type EventRecord =
	| { kind: 'open'; call: OpenCall }
	| { kind: 'event'; address: EventAddress; facts: EventFacts; rawBody: string }
	| { kind: 'done'; sequence: number };

/**
 * An event as text: a line of JSON, then the body just as it is POSTed. Each record says where it goes, so that damage to one costs no
 * other.
 */
export function eventText(address: EventAddress, facts: EventFacts, rawBody: string): string {
	const { callId, callUuid, eventsUrl } = address;
	const { sequence, type, queuedAt } = facts;
	const head = { address: { callId, callUuid, eventsUrl }, facts: { sequence, type, queuedAt } };
	return `${JSON.stringify(head)}\n${rawBody}`;
}

/** The line that a file begins with. */
export function openText({ address, stream, since }: OpenCall): string {
	const { callId, callUuid, eventsUrl } = address;
	return JSON.stringify({ open: { address: { callId, callUuid, eventsUrl }, stream, since } });
}

/** The note that events up to `sequence` were delivered or given up. */
export function doneText(sequence: number): string {
	return JSON.stringify({ done: sequence });
}

/** The record, from text that is known to be this module's own; throws SyntaxError when it is not. */
export function parseRecord(text: string): EventRecord {
	const headEnd = text.indexOf('\n');
	if (headEnd < 0) {
		const note = JSON.parse(text) as { open: OpenCall } | { done: number };
		if ('open' in note) return { kind: 'open', call: note.open };
		return { kind: 'done', sequence: note.done };
	}
	const { address, facts } = JSON.parse(text.slice(0, headEnd)) as {
		address: EventAddress;
		facts: EventFacts;
	};
	return { kind: 'event', address, facts, rawBody: text.slice(headEnd + 1) };
}

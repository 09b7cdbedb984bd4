import type { EventDropReason } from '../metrics/labels';

/** What became of the events so far; the counts only ever grow. */
export interface EventCounts {
	/** Taken into the queue, those that a dead bridge left in the data folder not included. */
	eventsQueued: number;
	eventsDelivered: number;
	/** Attempts that failed and were or will be repeated. */
	eventRetries: number;
	/** By why n8n never got them. */
	eventsDropped: Record<EventDropReason, number>;
	/** Calls of dead bridges, of whose end this one tells. */
	readonly callsEnded: Record<'bridge-lost', number>;
	/** Writes to the data folder that failed. */
	eventWriteFailures: number;
}

import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { BridgeEvent, BridgeEventType } from '../../../nodes/shared/bridgeEvents';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import { CallDelivery } from './callDelivery';
import { CallQueue } from './callQueue';
import type { EventSender } from './eventSender';

/** What n8n acts on, and there is one of at most. */
const UNDROPPED: ReadonlySet<BridgeEventType> = new Set(['ended', 'ending'] as const);

/** The events of one live call. */
export class CallEvents {
	private readonly delivery: CallDelivery;
	private readonly log: Logger;
	/** The first half of all its event ids: sequences count anew when another bridge takes the same call. */
	private readonly stream = randomUUID();
	private sequence = 0;
	private ended = false;

	constructor(
		private readonly sender: EventSender,
		private readonly claims: StreamClaims,
	) {
		const { callId, callUuid, eventsUrl } = claims;
		const address = { callId, callUuid, eventsUrl };
		const queue = new CallQueue(address, sender.store, sender.memory, this.stream);
		this.delivery = new CallDelivery(sender, queue);
		this.log = sender.options.log.child({ callId, callUuid });
	}

	/** From now on what is delivered says which trace it belongs to. */
	traceUnder(traceparent: string | undefined): void {
		this.delivery.queue.address.traceparent = traceparent;
	}

	/**
	 * Queues an event, if it is wanted; with a data folder it is written there before this returns. When too many are undelivered already
	 * it is dropped, with a line in the log. `ending` and `ended` are dropped only when they can neither be written nor kept in memory;
	 * `ended` repeats what was said, and nothing comes after it.
	 */
	emit(type: BridgeEventType, data: Record<string, unknown>): void {
		if (this.ended) return;
		if (this.wants(type)) this.queue(type, data);
		// If its bridge dies, another one is to tell of its end all the same.
		else if (this.wants('ended') && type !== 'ended') this.delivery.queue.open();
		if (type !== 'ended') return;
		this.ended = true;
		this.delivery.finish();
	}

	/** Calls back once all that was queued so far is delivered or given up, at once if it is; after `limitMs` at the latest. */
	afterDelivery(limitMs: number, callback: () => void): void {
		this.delivery.afterDelivery(limitMs, callback);
	}

	/** Each event is a webhook that n8n has to take: it says which ones it acts on. */
	private wants(type: BridgeEventType): boolean {
		const { events } = this.claims;
		return events === undefined || events.includes(type);
	}

	private queue(type: BridgeEventType, data: Record<string, unknown>): void {
		this.sequence += 1;
		if (this.take(type, data)) return;
		this.sender.options.counts.eventsDropped['queue-full'] += 1;
		const { sequence } = this;
		this.log.warn({ type, sequence }, 'event dropped: too many are undelivered');
	}

	private take(type: BridgeEventType, data: Record<string, unknown>): boolean {
		const { limits, counts } = this.sender.options;
		const full =
			this.delivery.queue.length >= limits.eventsPerCall ||
			!this.sender.undelivered.hasRoom(this.delivery.host);
		if (full && !UNDROPPED.has(type)) return false;
		const { sequence } = this;
		const event: BridgeEvent = {
			version: 1,
			eventId: `${this.stream}.${sequence}`,
			sequence,
			type,
			at: new Date().toISOString(),
			callUuid: this.claims.callUuid,
			callId: this.claims.callId,
			data,
		};
		const facts = { sequence, type, queuedAt: this.delivery.now() };
		if (!this.delivery.add(facts, JSON.stringify(event))) return false;
		counts.eventsQueued += 1;
		return true;
	}
}

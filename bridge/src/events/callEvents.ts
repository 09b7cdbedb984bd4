import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { BridgeEvent, BridgeEventType } from '../../../nodes/shared/bridgeEvents';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import { backoffMs } from './backoff';
import { postEvent, type PostResult } from './eventPost';
import type { EventSender } from './eventSender';

/** Longest pause between attempts while the bridge shuts down. */
const HURRIED_PAUSE_MS = 250;

interface QueuedEvent {
	type: BridgeEventType;
	rawBody: string;
	queuedAt: number;
}

/** The events of one call on their way to n8n: one at a time, in order, each until it is taken, refused or too old. */
export class CallEvents {
	private readonly queue: QueuedEvent[] = [];
	private readonly log: Logger;
	private sequence = 0;
	private running = false;
	private wake: (() => void) | undefined;
	private attempt: AbortController | undefined;

	constructor(
		private readonly sender: EventSender,
		private readonly claims: StreamClaims,
	) {
		this.log = sender.options.log.child({ callId: claims.callId, callUuid: claims.callUuid });
	}

	/**
	 * Queues an event. When too many wait already it is dropped, with a line in the log; `ended` never is, and
	 * it repeats what was said.
	 */
	emit(type: BridgeEventType, data: Record<string, unknown>): void {
		this.sequence += 1;
		const { eventsPerCall, eventsOverall } = this.sender.options.limits;
		const full = this.queue.length >= eventsPerCall || this.sender.queued >= eventsOverall;
		if (full && type !== 'ended') {
			this.log.warn({ type, sequence: this.sequence }, 'event dropped: too many are undelivered');
			return;
		}
		const now = new Date();
		const event: BridgeEvent = {
			version: 1,
			eventId: randomUUID(),
			sequence: this.sequence,
			type,
			at: now.toISOString(),
			callUuid: this.claims.callUuid,
			callId: this.claims.callId,
			data,
		};
		this.sender.queued += 1;
		this.queue.push({ type, rawBody: JSON.stringify(event), queuedAt: now.getTime() });
		if (!this.running) void this.run();
	}

	/** Makes the next attempt now when one is waited for. */
	endPause(): void {
		this.wake?.();
	}

	/** Breaks off what is under way; the sender has stopped. */
	stop(): void {
		this.attempt?.abort();
		this.endPause();
	}

	private async run(): Promise<void> {
		this.running = true;
		this.sender.started(this);
		for (let event = this.queue[0]; event && !this.sender.stopped; event = this.queue[0]) {
			await this.deliver(event);
			this.queue.shift();
			this.sender.queued -= 1;
		}
		this.running = false;
		this.sender.idle(this);
	}

	private async deliver(event: QueuedEvent): Promise<void> {
		const { limits } = this.sender.options;
		for (let attempt = 1; !this.sender.stopped; attempt++) {
			if (Date.now() - event.queuedAt > limits.eventMaxAgeMs) {
				this.log.error({ type: event.type, attempts: attempt - 1 }, 'event given up: too old');
				return;
			}
			const { verdict, detail } = await this.post(event.rawBody);
			if (verdict === 'accepted') return;
			if (verdict === 'refused') {
				this.log.error({ type: event.type, detail }, 'event refused');
				return;
			}
			this.log.warn({ type: event.type, attempt, detail }, 'event not delivered yet');
			await this.pause(attempt);
		}
	}

	private async post(rawBody: string): Promise<PostResult> {
		const { secret, limits } = this.sender.options;
		const controller = new AbortController();
		const timer = setTimeout(() => controller.abort(), limits.eventTimeoutMs);
		this.attempt = controller;
		const { signal } = controller;
		const result = await postEvent(this.claims.eventsUrl, rawBody, { secret, signal });
		clearTimeout(timer);
		this.attempt = undefined;
		return result;
	}

	private async pause(attempt: number): Promise<void> {
		if (this.sender.stopped) return;
		const { eventRetryFirstMs, eventRetryLongestMs } = this.sender.options.limits;
		const pauseMs = backoffMs(attempt, {
			firstMs: eventRetryFirstMs,
			longestMs: this.sender.hurried ? HURRIED_PAUSE_MS : eventRetryLongestMs,
		});
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, pauseMs);
			this.wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.wake = undefined;
	}
}

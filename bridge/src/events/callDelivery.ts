import type { Logger } from 'pino';
import { backoffMs } from './backoff';
import type { CallQueue } from './callQueue';
import { DeliveryAttempt, detailOf, type AttemptResult } from './deliveryAttempt';
import { DeliveryState, isTold } from './deliveryState';
import { DeliveryWait } from './deliveryWait';
import { laneOf } from './eventFileName';
import type { EventFacts } from './eventRecord';
import type { EventSender } from './eventSender';

/** Longest pause between attempts while the bridge shuts down. */
const HURRIED_PAUSE_MS = 250;

/** An event is "too early" (425) for so long (ms) at most; after that the pauses grow as with any other failure. */
const SOON_MS = 60_000;

/** The events of one call on their way to n8n: one at a time, in order, each until it is taken, refused or too old. */
export class CallDelivery {
	private readonly log: Logger;
	/** Origin of where they go. */
	readonly host: string;
	private running = false;
	/** The lane in which it holds a place; a call that is over needs one, or waits on disk. */
	private place: string | undefined;
	/** Others had to wait while this one failed: it is their turn. */
	private yields = false;
	private readonly wait = new DeliveryWait();
	/** To be called when nothing is left to deliver. */
	private readonly waiting = new Set<() => void>();
	private readonly attempt: DeliveryAttempt;

	constructor(
		private readonly sender: EventSender,
		readonly queue: CallQueue,
		private readonly state = new DeliveryState(),
		place?: string,
	) {
		const { callId, callUuid, eventsUrl } = queue.address;
		this.log = sender.options.log.child({ callId, callUuid });
		this.host = new URL(eventsUrl).origin;
		this.place = place;
		this.attempt = new DeliveryAttempt(sender, queue, this.host, this.wait);
		queue.onAnswer = () => this.recheck();
	}

	/** Milliseconds since 1970, by the clock that tells how old its events are. */
	now(): number {
		return this.state.clock.now();
	}

	/** Takes an event; false when there is no room for it. */
	add(facts: EventFacts, rawBody: string): boolean {
		if (!this.queue.add(facts, rawBody)) return false;
		this.sender.undelivered.add(this.host, 1);
		this.start();
		return true;
	}

	/** Begins to deliver what there is. */
	start(): void {
		if (!this.running) void this.run();
	}

	/** No more events will come. */
	finish(): void {
		this.queue.finish();
		this.recheck();
	}

	/** Calls back once nothing is left to deliver, at once if nothing is; after `limitMs` at the latest. */
	afterDelivery(limitMs: number, callback: () => void): void {
		if (!this.running) {
			callback();
			return;
		}
		const once = () => {
			clearTimeout(timer);
			if (this.waiting.delete(once)) callback();
		};
		const timer = setTimeout(once, limitMs);
		this.waiting.add(once);
	}

	/** Makes the next attempt now when one is waited for. */
	endPause(): void {
		this.wait.endPause();
	}

	/** Goes on when it has only waited for the disk, or is to wait there: the end of a call is written only after it is over. */
	recheck(): void {
		if (this.queue.isSafe) this.wait.giveCue();
		if (this.wait.active && this.mustPark()) this.wait.end();
	}

	/** Breaks off what is under way; the sender has stopped. */
	stop(): void {
		this.attempt.stop();
		this.wait.end();
	}

	private async run(): Promise<void> {
		this.running = true;
		this.sender.started(this);
		while (!this.sender.stopped) {
			this.giveUpOld();
			if (!this.queue.first) break;
			if (!this.queue.isSafe) await this.wait.cue();
			else if (this.mustPark()) {
				this.park();
				break;
			} else await this.deliverFirst();
		}
		this.running = false;
		if (this.place !== undefined) this.sender.backlog?.leavePlace(this.place);
		this.place = undefined;
		for (const tell of [...this.waiting]) tell();
		this.sender.idle(this);
	}

	/** Whether the call is to wait on disk: it is over, all of it is on disk, and memory is full of such calls. */
	private mustPark(): boolean {
		const file = this.queue.finished ? this.queue.completeFile : undefined;
		const { backlog } = this.sender;
		if (!file || !backlog) return false;
		const lane = laneOf(file.name);
		if (this.place === undefined && backlog.takePlace(lane)) this.place = lane;
		return this.place === undefined || (this.yields && backlog.waiting > 0);
	}

	private park(): void {
		const file = this.queue.completeFile;
		if (!file) return;
		const call = { file, host: this.host, events: this.queue.length, state: this.state };
		this.queue.release();
		this.sender.backlog?.park(call);
	}

	private giveUpOld(): void {
		const { limits, counts } = this.sender.options;
		if (!this.state.mayGiveUp(limits.eventMaxAgeMs)) return;
		const old = this.queue.countBefore(this.state.clock.now() - limits.eventMaxAgeMs);
		if (old === 0) return;
		this.log.error({ events: old }, 'events given up: too old');
		counts.eventsDropped['too-old'] += old;
		this.settle(old);
	}

	private async deliverFirst(): Promise<void> {
		const event = this.queue.first;
		const result = await this.attempt.make();
		const { counts } = this.sender.options;
		if (!event || !result) return;
		const { type, sequence } = event;
		const { state } = this;
		state.answered(result.verdict === 'missing');
		this.noteTurnedAway(result);
		const isGone = state.isGone(this.sender.options.limits.eventMissingMs);
		switch (isGone ? 'refused' : result.verdict) {
			case 'accepted':
				counts.eventsDelivered += 1;
				if (state.failures > 0) {
					this.log.info({ type, sequence, failures: state.failures }, 'event delivered after all');
				}
				this.settle(1);
				return;
			case 'refused':
				this.log.error({ type, sequence, detail: detailOf(result) }, 'event refused');
				counts.eventsDropped.refused += 1;
				this.settle(1);
				return;
			case 'lost':
				this.log.error({ type, sequence }, 'event lost: what is on disk is damaged');
				counts.eventsDropped.damaged += 1;
				this.settle(1);
				return;
		}
		if (this.sender.stopped) return;
		counts.eventRetries += 1;
		const soon = result.verdict === 'soon' && state.clock.now() - event.queuedAt < SOON_MS;
		state.failed(soon);
		const { attempts, failures } = state;
		if (isTold(failures)) {
			this.log.warn(
				{ type, sequence, failures, detail: detailOf(result) },
				'event not delivered yet',
			);
		}
		await this.wait.pause(this.pauseMs(soon ? 1 : attempts));
		this.yields = true;
	}

	private noteTurnedAway(result: AttemptResult): void {
		const { turnedAway } = this.sender;
		const { eventsUrl } = this.queue.address;
		if (result.verdict === 'turned-away') turnedAway.add(eventsUrl, result.detail);
		else turnedAway.remove(eventsUrl);
	}

	private settle(count: number): void {
		this.queue.settle(count);
		this.sender.undelivered.add(this.host, -count);
		this.state.settled();
		this.sender.turnedAway.remove(this.queue.address.eventsUrl);
		this.yields = false;
	}

	private pauseMs(attempts: number): number {
		const { eventRetryFirstMs, eventRetryLongestMs } = this.sender.options.limits;
		return backoffMs(attempts, {
			firstMs: eventRetryFirstMs,
			longestMs: this.sender.hurried ? HURRIED_PAUSE_MS : eventRetryLongestMs,
		});
	}
}

import { errorCode } from '../logger';
import type { CallQueue } from './callQueue';
import type { DeliveryWait } from './deliveryWait';
import type { PostResult } from './eventPost';
import type { EventSender } from './eventSender';

/** The event was on disk only, and is not there any more. */
interface Lost {
	verdict: 'lost';
}

export type AttemptResult = PostResult | Lost;

/** Attempts to deliver the first event of a call, each in a turn of its host. */
export class DeliveryAttempt {
	private posting: AbortController | undefined;

	constructor(
		private readonly sender: EventSender,
		private readonly queue: CallQueue,
		private readonly host: string,
		private readonly wait: DeliveryWait,
	) {}

	/** Makes one; undefined when its turn was given up. */
	async make(): Promise<AttemptResult | undefined> {
		const { queue } = this;
		if (queue.bodyInMemory === undefined) return await this.makeFromDisk();
		if (!(await this.wait.turn(this.sender.slots, this.host))) return undefined;
		if (queue.bodyInMemory !== undefined) return await this.post(queue.bodyInMemory);
		this.sender.slots.leave(this.host);
		return undefined;
	}

	/** Breaks off what is under way. */
	stop(): void {
		this.posting?.abort();
	}

	/** What is on disk only is read before its turn, as only so much is at once: a disk that hangs does not hold up what is in memory. */
	private async makeFromDisk(): Promise<AttemptResult | undefined> {
		const { slots, reads } = this.sender;
		if (!(await this.wait.turn(reads, this.host))) return undefined;
		try {
			const rawBody = await this.queue.firstBody();
			if (rawBody === undefined) return { verdict: 'lost' };
			if (this.sender.stopped || !(await this.wait.turn(slots, this.host))) return undefined;
			return await this.post(rawBody);
		} catch (error) {
			return { verdict: 'retry', detail: errorCode(error) };
		} finally {
			reads.leave(this.host);
		}
	}

	/** Ends the turn. */
	private async post(rawBody: string): Promise<PostResult> {
		const { poster, slots, options } = this.sender;
		const { secret, limits } = options;
		const { eventsUrl, traceparent } = this.queue.address;
		this.posting = new AbortController();
		try {
			return await poster.post(eventsUrl, rawBody, {
				secret,
				traceparent,
				timeoutMs: limits.eventTimeoutMs,
				signal: this.posting.signal,
			});
		} catch (error) {
			return { verdict: 'retry', detail: errorCode(error) };
		} finally {
			this.posting = undefined;
			slots.leave(this.host);
		}
	}
}

/** What there is to say of a result, for the log. */
export function detailOf(result: AttemptResult): string | number | undefined {
	return 'detail' in result ? result.detail : undefined;
}

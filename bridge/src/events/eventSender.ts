import type { Logger } from 'pino';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { BridgeLimits } from '../limits';
import { CallEvents } from './callEvents';

export interface EventSenderOptions {
	secret: string;
	limits: BridgeLimits;
	log: Logger;
}

/**
 * Delivers the events of all calls: each call's in order, calls independent of each other. What is not
 * delivered yet lives here only, bounded, and is lost when the process dies.
 */
export class EventSender {
	/** Undelivered events of all calls. */
	queued = 0;
	/** True at shutdown: pauses between attempts are kept short. */
	hurried = false;
	/** True when deliveries have been given up. */
	stopped = false;
	private readonly busy = new Set<CallEvents>();
	private onIdle: (() => void) | undefined;

	constructor(readonly options: EventSenderOptions) {}

	/** The events of one call. */
	openCall(claims: StreamClaims): CallEvents {
		return new CallEvents(this, claims);
	}

	/** A call has undelivered events from now on. */
	started(call: CallEvents): void {
		this.busy.add(call);
	}

	/** A call has none left. */
	idle(call: CallEvents): void {
		this.busy.delete(call);
		if (this.busy.size === 0) this.onIdle?.();
	}

	/**
	 * Waits until all is delivered, at most `limitMs`; then gives up what is left.
	 * Events that wait for their next attempt are tried at once.
	 */
	async flush(limitMs: number): Promise<void> {
		this.hurried = true;
		for (const call of this.busy) call.endPause();
		if (this.busy.size > 0) await this.idleWithin(limitMs);
		if (this.queued > 0) {
			this.options.log.error({ lost: this.queued }, 'events were not delivered before shutdown');
		}
		this.stopped = true;
		for (const call of this.busy) call.stop();
	}

	private async idleWithin(limitMs: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, limitMs);
			this.onIdle = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}

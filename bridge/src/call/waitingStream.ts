import type { PlivoLeg, PlivoLegListener } from '../plivo/plivoLeg';
import type { PlivoMessage, StartMessage } from '../plivo/plivoMessage';

export interface WaitingStreamOptions {
	/** How long the `start` event may take, in milliseconds. */
	timeoutMs: number;
	/** No start came in time; the socket is being closed. */
	onTimeout: () => void;
	/** Whether the stream may start; asked once. What comes before a later answer stays in the network. */
	admit: (start: StartMessage) => boolean | Promise<boolean>;
	/** The socket may be gone by then; with `stopping`, the bridge has closed it because it stops. */
	onStart: (start: StartMessage, admitted: boolean, stopping: boolean) => void;
	/** Something of the above has thrown this; the socket is dropped. */
	onFault: (error: unknown) => void;
	/** The stream ends without having begun; comes once, when that is known. */
	onUnstarted: () => void;
	/** The wait is over, one way or the other; comes once, before `onStart`. */
	onOver: () => void;
}

/**
 * An upgraded socket of Plivo's whose `start` has not come yet. The agent is not dialled before it: a socket that dies here has cost
 * nothing, and Plivo connects again.
 */
export class WaitingStream implements PlivoLegListener {
	private readonly timer: NodeJS.Timeout;
	private asked = false;
	/** It is being found out whether the stream may start: it waits until then, also when its socket is gone meanwhile. */
	private asking = false;
	private over = false;
	private unstarted = false;
	private closing = false;
	private stopping = false;

	constructor(
		private readonly leg: PlivoLeg,
		private readonly options: WaitingStreamOptions,
	) {
		leg.listener = this;
		this.timer = setTimeout(() => {
			this.close(1008, 'no start event came');
			options.onTimeout();
		}, options.timeoutMs);
	}

	onPlivoMessage(message: PlivoMessage): void {
		if (message.event !== 'start' || this.asked || this.over || this.closing) return;
		this.asked = true;
		clearTimeout(this.timer);
		this.leg.streamId = message.streamId;
		const admitted = this.options.admit(message);
		if (typeof admitted === 'boolean') {
			this.start(message, admitted);
			return;
		}
		this.leg.pause();
		this.asking = true;
		admitted
			.then((later) => {
				this.start(message, later);
				this.leg.resume();
			})
			.catch((error: unknown) => this.leg.onFault(error));
	}

	onPlivoDrain(): void {}

	onPlivoFault(error: unknown): void {
		this.giveUp();
		this.end();
		this.options.onFault(error);
		this.leg.terminate();
	}

	onPlivoClosed(): void {
		if (this.asking) return;
		this.giveUp();
		this.end();
	}

	/** Closes the socket because the bridge stops. */
	shutDown(): void {
		if (!this.leg.closed) this.stopping = true;
		this.close(1001, 'bridge-shutdown');
	}

	private start(message: StartMessage, admitted: boolean): void {
		this.end();
		this.options.onStart(message, admitted, this.stopping);
	}

	private close(code: number, reason: string): void {
		this.closing = true;
		if (!this.asking) this.giveUp();
		this.leg.close(code, reason);
	}

	private giveUp(): void {
		if (this.unstarted || this.over) return;
		this.unstarted = true;
		this.options.onUnstarted();
	}

	private end(): void {
		if (this.over) return;
		this.over = true;
		clearTimeout(this.timer);
		this.options.onOver();
	}
}

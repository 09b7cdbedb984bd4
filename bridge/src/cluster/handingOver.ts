import type { Worker } from 'node:cluster';

/** How Node.js marks what its primary and its workers tell each other. */
const NODE_CLUSTER = 'NODE_CLUSTER';
const READ_AGAIN_MS = 5;
/** For how long a connection is passed on: those who should have it may just be busy, but one that hangs must not hold it up. */
const PASSED_ON_MS = 250;
const PASS_AGAIN_MS = 1;
/** For so long a connection that was handed over counts as something to do: until then its worker has told what became of it. */
const RECENT_MS = 1_000;

/** A message of Node.js's own. */
interface OwnMessage {
	cmd?: unknown;
	act?: unknown;
	/** Its number. */
	seq?: unknown;
	/** The number of the message that this one answers. */
	ack?: unknown;
}

/** What is to be known of the other workers. */
export interface OtherWorkers {
	/** Whether one of them listens. */
	listen(): boolean;
	/** Whether one of them should have the next connection. */
	comeFirst(): boolean;
}

/** Since when each connection is passed on, in milliseconds of `performance.now()`. */
const passedOnSince = new WeakMap<object, number>();

/**
 * The connections that Node.js hands to one worker, the next one when it has taken the last.
 * - While others should come first, Node.js is told that this worker does not take what it is given, as if it had said so itself.
 * - Node.js forgets what a worker has not taken when it is killed: that would stay open, and nobody would ever answer it. Here it is told
 *   that the worker has not taken it; where nobody else listens, that it has, whereupon it closes its side, and whoever connects can try
 *   again. A worker says that it takes a connection before it reads from it.
 */
export class HandingOver {
	/** When what was not answered yet was handed over, by the number of its message. */
	private readonly unanswered = new Map<number, number>();
	private recent = 0;

	constructor(
		{ process: child }: Worker,
		private readonly others: OtherWorkers,
	) {
		// It could not even be started, where the system has no more descriptors (EMFILE): it has no channel.
		if (typeof child.send !== 'function') return;
		const answer = (ack: number, accepted: boolean) => {
			if (!this.unanswered.delete(ack)) return;
			child.emit('internalMessage', { cmd: NODE_CLUSTER, ack, accepted });
		};
		const send = child.send.bind(child) as (...all: unknown[]) => boolean;
		child.send = (...all: unknown[]) => {
			const [message, connection] = all as [OwnMessage | undefined, object | undefined];
			const { cmd, act, seq } = message ?? {};
			if (cmd !== NODE_CLUSTER || act !== 'newconn' || typeof seq !== 'number') return send(...all);
			const handOver = () => {
				this.note(seq);
				return send(...all);
			};
			if (!connection || !this.others.comeFirst()) return handOver();
			this.unanswered.set(seq, Infinity);
			const isPassedOn = passOn(connection, () => {
				// Nobody is left to have it.
				if (!this.others.listen() && child.connected) handOver();
				else answer(seq, !this.others.listen());
			});
			return isPassedOn || handOver();
		};
		child.on('internalMessage', ({ cmd, ack }: OwnMessage) => {
			if (cmd === NODE_CLUSTER && typeof ack === 'number') this.unanswered.delete(ack);
		});
		const takeBack = () => {
			// What it has said to the last is read first. Node.js says nothing of the end of a channel on which a connection waits.
			if (child.connected) {
				setTimeout(takeBack, READ_AGAIN_MS);
				return;
			}
			for (const ack of [...this.unanswered.keys()]) answer(ack, !this.others.listen());
		};
		child.once('exit', takeBack);
	}

	/** Connections that were handed over in the last second. */
	get recentCount(): number {
		return this.recent;
	}

	/** The worker has not answered for so long that nobody should wait for it. */
	get hangs(): boolean {
		const now = performance.now();
		return [...this.unanswered.values()].some((since) => now - since > PASSED_ON_MS);
	}

	private note(seq: number): void {
		this.unanswered.set(seq, performance.now());
		this.recent += 1;
		setTimeout(() => (this.recent -= 1), RECENT_MS).unref();
	}
}

/** @returns false when the connection was passed on for too long already */
function passOn(connection: object, refuse: () => void): boolean {
	const now = performance.now();
	const since = passedOnSince.get(connection);
	if (since === undefined) {
		passedOnSince.set(connection, now);
		setImmediate(refuse);
		return true;
	}
	if (now - since > PASSED_ON_MS) return false;
	setTimeout(refuse, PASS_AGAIN_MS);
	return true;
}

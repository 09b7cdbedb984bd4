import cluster, { type Worker } from 'node:cluster';

/** How Node.js marks what its primary and its workers tell each other. */
const NODE_CLUSTER = 'NODE_CLUSTER';
const READ_AGAIN_MS = 5;
/** For how long a connection is passed on: those who should have it may just be busy, but one that hangs must not hold it up. */
const PASSED_ON_MS = 250;
const PASS_AGAIN_MS = 1;

/** A message of Node.js's own. */
interface OwnMessage {
	cmd?: unknown;
	act?: unknown;
	/** Its number. */
	seq?: unknown;
	/** The number of the message that this one answers. */
	ack?: unknown;
}

/** Since when each connection is passed on, in milliseconds of `performance.now()`. */
const passedOnSince = new WeakMap<object, number>();

/**
 * Sees to the connections that Node.js hands to a worker, one after the other to each that is free.
 * - While `isPassedOver`, another worker should have what comes: Node.js is told that this one does not take it, as if it had said so itself.
 * - Node.js forgets connections that a worker has not taken when it is killed: they would stay open, and nobody would ever answer them.
 *   It is told the same of those; where there is no other worker, they are closed, and whoever connects can try again. A worker says that
 *   it takes a connection before it reads from it.
 */
export function watchHandingOver(worker: Worker, isPassedOver: () => boolean): void {
	const { process: child } = worker;
	// It could not even be started, where the system has no more descriptors (EMFILE): it has no channel.
	if (typeof child.send !== 'function') return;
	const handedOver = new Set<number>();
	const answer = (ack: number, accepted: boolean) => {
		if (handedOver.delete(ack)) child.emit('internalMessage', { cmd: NODE_CLUSTER, ack, accepted });
	};
	const send = child.send.bind(child) as (...all: unknown[]) => boolean;
	child.send = (...all: unknown[]) => {
		const [message, connection] = all as [OwnMessage | undefined, object | undefined];
		const { cmd, act, seq } = message ?? {};
		if (cmd !== NODE_CLUSTER || act !== 'newconn' || typeof seq !== 'number') return send(...all);
		handedOver.add(seq);
		if (!connection || !isPassedOver() || !passOn(connection, () => answer(seq, false))) {
			return send(...all);
		}
		return true;
	};
	child.on('internalMessage', ({ cmd, ack }: OwnMessage) => {
		if (cmd === NODE_CLUSTER && typeof ack === 'number') handedOver.delete(ack);
	});
	const takeBack = () => {
		// What it has said to the last is read first. Node.js says nothing of the end of a channel on which a connection waits.
		if (child.connected) {
			setTimeout(takeBack, READ_AGAIN_MS);
			return;
		}
		const isLast = !Object.values(cluster.workers ?? {}).some((other) => other?.isConnected());
		// What is accepted, Node.js closes on its side.
		for (const ack of [...handedOver]) answer(ack, isLast);
	};
	child.once('exit', takeBack);
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

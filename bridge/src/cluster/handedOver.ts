import cluster, { type Worker } from 'node:cluster';

/** How Node.js marks what its primary and its workers tell each other. */
const NODE_CLUSTER = 'NODE_CLUSTER';
const READ_AGAIN_MS = 5;

/** A message of Node.js's own. */
interface OwnMessage {
	cmd?: unknown;
	act?: unknown;
	/** Its number. */
	seq?: unknown;
	/** The number of the message that this one answers. */
	ack?: unknown;
}

/**
 * Sees to the connections that Node.js hands to a worker. It forgets those that a worker has not taken when it is killed: they would stay
 * open, and nobody would ever answer them. Here, Node.js is told that the worker does not take them, and hands them to another one; where
 * there is none, they are closed, and whoever connects can try again. A worker says that it takes a connection before it reads from it.
 */
export function takeBackConnections(worker: Worker): void {
	const { process: child } = worker;
	// It could not even be started, where the system has no more descriptors (EMFILE): it has no channel.
	if (typeof child.send !== 'function') return;
	const handedOver = new Set<number>();
	const send = child.send.bind(child) as (...all: unknown[]) => boolean;
	child.send = (...all: unknown[]) => {
		const { cmd, act, seq } = (all[0] ?? {}) as OwnMessage;
		if (cmd === NODE_CLUSTER && act === 'newconn' && typeof seq === 'number') handedOver.add(seq);
		return send(...all);
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
		for (const ack of [...handedOver]) {
			// What is accepted, Node.js closes on its side.
			child.emit('internalMessage', { cmd: NODE_CLUSTER, ack, accepted: isLast });
		}
	};
	child.once('exit', takeBack);
}

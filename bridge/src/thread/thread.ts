import { MessageChannel, Worker, type MessagePort, type Transferable } from 'node:worker_threads';
import { runRole, type Role, type ThreadData } from './roles';

/** In the bundled bridge only, where all code is in one file. */
declare const BRIDGE_IS_BUNDLED: boolean | undefined;

/** The line to a thread. */
export interface Thread {
	post(message: object, transfer?: Transferable[]): void;
	/** Ends the thread; what it was at is lost. */
	stop(): void;
}

export interface ThreadListener {
	onMessage: (message: unknown) => void;
	/** The thread is gone, and so are the answers it owed; does not come after `stop`. */
	onLost: (error: unknown) => void;
}

/**
 * Starts a thread for work that must not hold up audio: the bundled bridge starts its own file once more. Without a bundle there is no such
 * file: the same code then runs here, behind the same messages.
 */
export function startThread<Name extends Role>(
	role: Name,
	data: ThreadData[Name],
	listener: ThreadListener,
): Thread {
	return typeof BRIDGE_IS_BUNDLED === 'boolean'
		? startWorker(role, data, listener)
		: startHere(role, data, listener);
}

function startWorker(role: Role, data: unknown, { onMessage, onLost }: ThreadListener): Thread {
	const worker = new Worker(__filename, { workerData: { role, data }, name: role });
	let stopped = false;
	let fault: unknown;
	worker.on('message', onMessage);
	worker.on('error', (error) => (fault = error));
	// Only then it has let go of what it had open.
	worker.on('exit', (code) => {
		if (!stopped) onLost(fault ?? code);
		stopped = true;
	});
	// Whoever waits for an answer keeps the process alive, not the thread.
	worker.unref();
	return {
		post: (message, transfer) => worker.postMessage(message, transfer),
		stop: () => {
			stopped = true;
			void worker.terminate();
		},
	};
}

function startHere<Name extends Role>(
	role: Name,
	data: ThreadData[Name],
	{ onMessage }: ThreadListener,
): Thread {
	const { port1: near, port2: far } = new MessageChannel();
	runRole(role, far as MessagePort, data);
	near.on('message', onMessage);
	near.unref();
	far.unref();
	return {
		post: (message, transfer) => near.postMessage(message, transfer),
		stop: () => near.close(),
	};
}

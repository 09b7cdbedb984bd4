import { startBridge, type Bridge, type Processes } from '../bridge';
import { CallLedger } from '../call/callLedger';
import type { BridgeConfig } from '../config/config';
import type { PrimaryMessage, WorkerMessage, WorkerPlace } from './messages';
import { PeerDoor } from './peerDoor';
import { Peers } from './peers';
import { RemoteLedger } from './remoteLedger';
import { sharedRoutes } from './sharedRoutes';
import { workerConfig } from './workerConfig';

/**
 * One of the processes that take calls: a bridge like any other that shares its port, asks the primary whether a stream may start, and the
 * other workers when it is asked about calls it does not have. Ends when the primary does.
 */
export async function runWorker(config: BridgeConfig): Promise<void> {
	// The primary says when to stop: a signal that is meant for all must not count twice.
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
	const place = await askPlace();
	const peers = new Peers(place.address, place.key);
	let ledger: RemoteLedger | undefined;
	const processes: Processes = {
		ledger: (limits, log) => (ledger = new RemoteLedger(new CallLedger(limits), send, log)),
		share: async (routes, log) => {
			const door = await PeerDoor.open(place, routes, log);
			return { routes: sharedRoutes(routes, peers), close: async () => await door.close() };
		},
	};
	const starting = startBridge(workerConfig(config, place.workers), undefined, processes);
	process.on('message', (message: PrimaryMessage) => {
		if (message.type === 'peers') peers.update(message.addresses);
		else if (message.type === 'ledger') ledger?.answered(message.id, message.refusal);
		else if (message.type === 'drain') void stop(starting, message.now);
	});
	await starting;
	send({ type: 'ready' });
}

async function stop(starting: Promise<Bridge>, now: boolean): Promise<void> {
	const bridge = await starting;
	await bridge.close({ now });
	process.exit(0);
}

/** Asks the primary for a place, because what it says before anybody listens would be lost. */
async function askPlace(): Promise<WorkerPlace> {
	return await new Promise((resolve) => {
		const listen = (message: PrimaryMessage) => {
			if (message.type !== 'welcome') return;
			process.off('message', listen);
			resolve(message.place);
		};
		process.on('message', listen);
		send({ type: 'hello' });
	});
}

/** A primary that is gone takes its workers with it: there is nobody to tell. */
function send(message: WorkerMessage): void {
	process.send?.(message, undefined, undefined, () => undefined);
}

import type { Logger } from 'pino';
import { startBridge, type Bridge, type Processes } from '../bridge';
import { CallLedger } from '../call/callLedger';
import type { BridgeConfig } from '../config/config';
import type { BridgeLimits } from '../config/limits';
import { drainOnFault, longestStopMs } from '../drainOnFault';
import { endProcess } from '../endProcess';
import { EndedSessions } from '../page/endedSessions';
import type { PrimaryMessage, WorkerLoad, WorkerMessage, WorkerPlace } from './messages';
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
	let welcome: (place: WorkerPlace) => void;
	const welcomed = new Promise<WorkerPlace>((resolve) => (welcome = resolve));
	let peers: Peers | undefined;
	let ledger: RemoteLedger | undefined;
	const endedSessions = new EndedSessions();
	endedSessions.tell = (session, endsAt) => send({ type: 'logged-out', session, endsAt });
	const starting = welcomed.then(async (place) => {
		peers = new Peers(place.address, place.key);
		const ask = (limits: BridgeLimits, log: Logger) =>
			(ledger = new RemoteLedger(new CallLedger(limits), send, log));
		return await startWorker(config, place, peers, { ledger: ask, endedSessions });
	});
	// Before the primary says anything: it would be lost, and it may want everything to end right after it has given a place.
	process.on('message', (message: PrimaryMessage) => {
		if (message.type === 'welcome') welcome(message.place);
		else if (message.type === 'peers') peers?.update(message.addresses);
		else if (message.type === 'ledger') ledger?.answered(message.id, message.refusal);
		else if (message.type === 'logged-out') endedSessions.add(message.session, message.endsAt);
		else if (message.type === 'drain') void stop(starting, message.now);
	});
	send({ type: 'hello' });
	await starting;
	send({ type: 'ready' });
}

async function startWorker(
	config: BridgeConfig,
	place: WorkerPlace,
	peers: Peers,
	shared: Pick<Processes, 'ledger' | 'endedSessions'>,
): Promise<Bridge> {
	let told: WorkerLoad | undefined;
	const processes: Processes = {
		...shared,
		tellLoad: (load) => {
			if (load.streams === told?.streams && load.takes === told.takes) return;
			told = load;
			send({ type: 'load', ...load });
		},
		share: async (routes, log) => {
			const door = await PeerDoor.open(place, routes, log);
			return { routes: sharedRoutes(routes, peers), close: async () => await door.close() };
		},
	};
	const bridge = await startBridge(workerConfig(config, place.workers), undefined, processes);
	// It is given every so manieth connection until it says that it wants none.
	const close = async () => {
		send({ type: 'failing' });
		await bridge.close({ leavePort: true });
	};
	const failing = {
		log: bridge.log,
		close,
		get stuck() {
			return bridge.stuck;
		},
	};
	drainOnFault(failing, longestStopMs(config.limits));
	return bridge;
}

async function stop(starting: Promise<Bridge>, now: boolean): Promise<void> {
	// What cannot even start says so, and ends, by itself.
	const bridge = await starting.catch(() => undefined);
	if (!bridge) return;
	await bridge.close({ now });
	endProcess(bridge);
}

/** A primary that is gone takes its workers with it: there is nobody to tell. */
function send(message: WorkerMessage): void {
	process.send?.(message, undefined, undefined, () => undefined);
}

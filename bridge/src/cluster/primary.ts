import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { CallLedger } from '../call/callLedger';
import type { BridgeConfig } from '../config/config';
import { backoffMs } from '../events/backoff';
import { createLogger, errorCode } from '../logger';
import { drainOnFault } from '../drainOnFault';
import { EndedSessions } from '../page/endedSessions';
import type { LoggedOut, PrimaryMessage, WorkerMessage } from './messages';
import { clearAddress } from './peerDoor';

/** A worker that lived for so long did not die of starting: the next one is started at once. */
const STABLE_MS = 60_000;
const RESTART = { firstMs: 500, longestMs: 30_000 };

/** One place among the workers, and who has it. */
interface Place {
	address: string;
	worker: Worker | undefined;
	/** Has been told its place: from then on it may have calls. */
	placed: boolean;
	/** It has said that it takes calls. */
	ready: boolean;
	startedAt: number;
	/** Times in a row that it died young. */
	deaths: number;
	timer: NodeJS.Timeout | undefined;
}

/**
 * Starts the workers and sees that there are as many as there should be. Resolves when each has been started once; ends the process with the
 * exit code of the first worker when that cannot even start.
 */
export async function runPrimary(config: BridgeConfig, workers: number): Promise<void> {
	const log = createLogger(config);
	const folder = await mkdtemp(join(tmpdir(), 'bridge-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const primary = new Primary(config, log, addressesIn(folder, workers));
	// As with one process: the first signal drains, the second ends the calls, the third everything.
	let signals = 0;
	const stop = () => {
		signals += 1;
		if (signals > 2) primary.endAtOnce();
		primary.drain(signals === 2);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	// The workers read their certificate again; without one the signal means what it always does.
	if (config.doors.tlsCertificateFile !== undefined) {
		process.on('SIGHUP', () => primary.signal('SIGHUP'));
	}
	// Its end is the end of the process.
	const close = async () => await new Promise<void>(() => primary.drain(false));
	drainOnFault({ log, close });
	await primary.start();
}

/** Nobody else may reach the workers: the folder is private, and on Windows, which has none for pipes, their key keeps others out. */
function addressesIn(folder: string, workers: number): string[] {
	return Array.from({ length: workers }, (_, place) =>
		process.platform === 'win32'
			? `\\\\.\\pipe\\${folder.replace(/\W+/g, '-')}-${place}`
			: join(folder, `${place}.sock`),
	);
}

/** The workers, and what they ask of the one process that knows them all. */
class Primary {
	private readonly ledger: CallLedger;
	private readonly endedSessions = new EndedSessions();
	private readonly key = randomBytes(32).toString('base64url');
	private readonly places: Place[];
	private draining = false;
	private started = false;

	constructor(
		config: BridgeConfig,
		private readonly log: Logger,
		addresses: string[],
	) {
		this.ledger = new CallLedger(config.limits);
		this.places = addresses.map((address) => ({
			address,
			worker: undefined,
			placed: false,
			ready: false,
			startedAt: 0,
			deaths: 0,
			timer: undefined,
		}));
	}

	/** The first alone: what is wrong with the settings or the port is then said once. */
	async start(): Promise<void> {
		const [first, ...others] = this.places;
		if (first) await this.fork(first);
		this.started = true;
		await Promise.all(others.map(async (place) => await this.fork(place)));
	}

	/** Lets every worker finish its calls, or with `now` has them ended; ends when the workers are gone. */
	drain(now: boolean): void {
		this.draining = true;
		this.log.info({ now }, 'all processes shut down');
		for (const place of this.places) {
			clearTimeout(place.timer);
			// Also when it has not said yet that it is ready: it may have a call by now.
			if (place.worker && place.placed) send(place.worker, { type: 'drain', now });
			else place.worker?.process.kill('SIGKILL');
		}
		this.endWhenAlone();
	}

	/** Passes a signal on to all workers. */
	signal(name: NodeJS.Signals): void {
		for (const { worker } of this.places) worker?.process.kill(name);
	}

	endAtOnce(): void {
		for (const { worker } of this.places) worker?.process.kill('SIGKILL');
		process.exit(1);
	}

	/** Starts the worker of a place; resolves when it takes calls. */
	private async fork(place: Place): Promise<void> {
		// If something is left there all the same, the worker says so when it starts.
		await clearAddress(place.address).catch(() => undefined);
		if (this.draining) return;
		const worker = cluster.fork();
		place.worker = worker;
		place.startedAt = performance.now();
		await new Promise<void>((resolve) => {
			worker.on('message', (message: WorkerMessage) => {
				if (message.type === 'hello') this.welcome(place, worker);
				else if (message.type === 'ledger') this.answer(worker, message);
				else if (message.type === 'claim') this.answerClaim(worker, message);
				else if (message.type === 'disown') this.ledger.disown(message.callId);
				else if (message.type === 'logged-out') this.noteLogout(message);
				else if (message.type === 'ready') {
					place.ready = true;
					this.tellPeers();
					resolve();
				}
			});
			const over = (code: number, reason: string | null) => {
				if (place.worker === worker) this.gone(place, code, reason);
				resolve();
			};
			worker.once('exit', (code, signal) => over(code ?? 1, signal));
			worker.on('error', (error) => {
				// It could not even be started; anything else that is wrong with it shows when it ends.
				if (worker.process.pid === undefined) over(1, errorCode(error));
			});
		});
	}

	private welcome(taken: Place, worker: Worker): void {
		taken.placed = true;
		const { address } = taken;
		const place = { address, key: this.key, workers: this.places.length };
		send(worker, { type: 'welcome', place });
		for (const [session, endsAt] of this.endedSessions.all()) {
			send(worker, { type: 'logged-out', session, endsAt });
		}
	}

	/** Every worker hears of it, one that is just being started too. */
	private noteLogout(message: LoggedOut): void {
		this.endedSessions.add(message.session, message.endsAt);
		for (const { worker, placed } of this.places) if (worker && placed) send(worker, message);
	}

	private answerClaim(
		worker: Worker,
		{ id, name, owner }: Extract<WorkerMessage, { type: 'claim' }>,
	): void {
		const refusal = this.ledger.claim(name, owner) ? null : 'taken';
		send(worker, { type: 'ledger', id, refusal });
	}

	private answer(
		worker: Worker,
		{ id, question, callId }: Extract<WorkerMessage, { type: 'ledger' }>,
	): void {
		const refusal =
			question === 'connect'
				? (this.ledger.connect(callId) ?? null)
				: this.ledger.spend(callId)
					? null
					: 'spent';
		send(worker, { type: 'ledger', id, refusal });
	}

	private tellPeers(): void {
		const ready = this.places.filter((place) => place.ready);
		if (ready.length === this.places.length) {
			this.log.info({ processes: ready.length }, 'all processes take calls');
		}
		const addresses = ready.map(({ address }) => address);
		for (const { worker } of ready) if (worker) send(worker, { type: 'peers', addresses });
	}

	private gone(place: Place, code: number, reason: string | null): void {
		const { ready } = place;
		place.worker = undefined;
		place.placed = false;
		place.ready = false;
		if (!this.started && !ready && !this.draining) process.exit(code);
		this.tellPeers();
		if (this.draining) {
			this.endWhenAlone();
			return;
		}
		const livedMs = performance.now() - place.startedAt;
		place.deaths = livedMs > STABLE_MS ? 0 : place.deaths + 1;
		const pauseMs = place.deaths === 0 ? 0 : backoffMs(place.deaths, RESTART);
		this.log.error({ code, reason, pauseMs }, 'a process died with its calls: another is started');
		place.timer = setTimeout(() => void this.fork(place), pauseMs);
	}

	private endWhenAlone(): void {
		if (this.places.every(({ worker }) => worker === undefined)) process.exit();
	}
}

/** A worker that cannot be told any more is dying; its exit is what counts. */
function send(worker: Worker, message: PrimaryMessage): void {
	if (worker.isConnected()) worker.send(message, () => undefined);
}

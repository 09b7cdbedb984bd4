import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { CallLedger } from '../call/callLedger';
import type { BridgeConfig } from '../config/config';
import { backoffMs } from '../events/backoff';
import { longestStopMs } from '../drainOnFault';
import { errorCode } from '../logger';
import { EndedSessions } from '../page/endedSessions';
import { HandingOver } from './handingOver';
import type { LoggedOut, PrimaryMessage, WorkerLoad, WorkerMessage } from './messages';
import { isPassedOver } from './passedOver';
import { clearAddress } from './peerDoor';

/** A worker that lived for so long did not die of starting: the next one is started at once. */
const STABLE_MS = 60_000;
const RESTART = { firstMs: 500, longestMs: 30_000 };

/** A worker, and what is known of it. */
interface Member {
	worker: Worker;
	address: string;
	/** Has been told its place: from then on it may have calls. */
	placed: boolean;
	/** It has said that it takes calls. */
	ready: boolean;
	load: WorkerLoad;
	handingOver: HandingOver;
	startedAt: number;
}

/** One place among the workers, and who has it. */
interface Place {
	member: Member | undefined;
	/** Times in a row that one who had it died young. */
	deaths: number;
	timer: NodeJS.Timeout | undefined;
}

/** The workers, and what they ask of the one process that knows them all. */
export class Primary {
	private readonly ledger: CallLedger;
	private readonly endedSessions = new EndedSessions();
	private readonly key = randomBytes(32).toString('base64url');
	private readonly places: Place[];
	/** Those that have failed and end after their calls, while others have their places. */
	private readonly leaving = new Set<Member>();
	private draining = false;
	private started = false;
	private forks = 0;

	/** @param addressOf where the worker that is started as such and such is to be asked by the others */
	constructor(
		private readonly config: BridgeConfig,
		private readonly log: Logger,
		private readonly layout: { workers: number; addressOf: (number: number) => string },
	) {
		this.ledger = new CallLedger(config.limits);
		this.places = Array.from({ length: layout.workers }, () => ({
			member: undefined,
			deaths: 0,
			timer: undefined,
		}));
	}

	/** All that run; those that take calls come first. */
	private get members(): Member[] {
		return [...this.places.flatMap(({ member }) => member ?? []), ...this.leaving];
	}

	/** The first alone: what is wrong with the settings or the port is then said once. */
	async start(): Promise<void> {
		// Elsewhere than on Windows this is what Node.js does anyway.
		cluster.schedulingPolicy = cluster.SCHED_RR;
		const [first, ...others] = this.places;
		if (first) await this.fork(first);
		this.started = true;
		await Promise.all(others.map(async (place) => await this.fork(place)));
	}

	/** Lets every worker finish its calls, or with `now` has them ended; ends when the workers are gone. */
	drain(now: boolean): void {
		this.draining = true;
		this.log.info({ now }, 'all processes shut down');
		for (const { timer } of this.places) clearTimeout(timer);
		for (const { worker, placed } of this.members) {
			// Also when it has not said yet that it is ready: it may have a call by now.
			if (placed) send(worker, { type: 'drain', now });
			else worker.process.kill('SIGKILL');
		}
		this.endWhenAlone();
	}

	/** Passes a signal on to all workers. */
	signal(name: NodeJS.Signals): void {
		for (const { worker } of this.members) worker.process.kill(name);
	}

	endAtOnce(): void {
		for (const { worker } of this.members) worker.process.kill('SIGKILL');
		process.exit(1);
	}

	/** Starts the worker of a place; resolves when it takes calls. */
	private async fork(place: Place): Promise<void> {
		if (this.draining) return;
		const worker = this.forked(place);
		if (!worker) return;
		// Its own: one that had the place before may still be asked.
		const address = this.layout.addressOf(this.forks++);
		const startedAt = performance.now();
		const handingOver = new HandingOver(worker, {
			listen: () => this.othersOf(member).length > 0,
			comeFirst: () => this.isPassedOver(member),
		});
		const member: Member = {
			worker,
			address,
			placed: false,
			ready: false,
			load: { streams: 0, takes: true },
			handingOver,
			startedAt,
		};
		place.member = member;
		await new Promise<void>((resolve) => {
			worker.on('message', (message: WorkerMessage) => {
				if (message.type === 'hello') this.welcome(member);
				else if (message.type === 'ledger') this.answer(worker, message);
				else if (message.type === 'claim') this.answerClaim(worker, message);
				else if (message.type === 'disown') this.ledger.disown(message.callId);
				else if (message.type === 'logged-out') this.noteLogout(message);
				else if (message.type === 'failing') this.letGo(place, member);
				else if (message.type === 'load') member.load = message;
				else if (message.type === 'ready') {
					member.ready = true;
					this.tellPeers();
					resolve();
				}
			});
			const over = (code: number, reason: string | null) => {
				if (this.members.includes(member)) this.gone(place, member, code, reason);
				resolve();
			};
			worker.once('exit', (code, signal) => over(code ?? 1, signal));
			worker.on('error', (error) => {
				// It could not even be started; anything else that is wrong with it shows when it ends.
				if (worker.process.pid === undefined) over(1, errorCode(error));
			});
		});
	}

	/** Node.js throws where the system has no memory for another process; that is no reason to end those that run. */
	private forked(place: Place): Worker | undefined {
		try {
			return cluster.fork();
		} catch (error) {
			if (!this.started) throw error;
			const pauseMs = this.startAnother(place, { startedAt: performance.now() });
			const code = errorCode(error);
			this.log.error({ code, pauseMs }, 'a process could not be started: it is tried again');
			return undefined;
		}
	}

	/** The others that listen. */
	private othersOf(member: Member): Member[] {
		return this.places.flatMap(({ member: other }) =>
			other?.ready && other.worker.isConnected() && other !== member ? other : [],
		);
	}

	/** Whether another one should have the next connection. While they shut down, one after the other listens no more. */
	private isPassedOver(member: Member): boolean {
		if (this.draining) return false;
		const others = this.othersOf(member).filter(({ handingOver }) => !handingOver.hangs);
		return isPassedOver(loadOf(member), others.map(loadOf));
	}

	private welcome(member: Member): void {
		member.placed = true;
		const { worker, address } = member;
		const place = { address, key: this.key, workers: this.layout.workers };
		send(worker, { type: 'welcome', place });
		for (const [session, endsAt] of this.endedSessions.all()) {
			send(worker, { type: 'logged-out', session, endsAt });
		}
	}

	/** Every worker hears of it, one that is just being started too. */
	private noteLogout(message: LoggedOut): void {
		this.endedSessions.add(message.session, message.endsAt);
		for (const { worker, placed } of this.members) if (placed) send(worker, message);
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
		const ready = this.members.filter((member) => member.ready);
		const taking = this.places.filter(({ member }) => member?.ready).length;
		if (taking === this.places.length) {
			this.log.info({ processes: taking }, 'all processes take calls');
		}
		const addresses = ready.map(({ address }) => address);
		for (const { worker } of ready) send(worker, { type: 'peers', addresses });
	}

	/** One that has a fault may finish its calls, and does not keep its place until then. */
	private letGo(place: Place, member: Member): void {
		if (place.member !== member) return;
		const timer = setTimeout(
			() => member.worker.process.kill('SIGKILL'),
			longestStopMs(this.config.limits),
		);
		member.worker.once('exit', () => clearTimeout(timer));
		if (this.draining) return;
		place.member = undefined;
		this.leaving.add(member);
		this.tellPeers();
		const { pid } = member.worker.process;
		const pauseMs = this.startAnother(place, member);
		this.log.error({ process: pid, pauseMs }, 'a process failed: another is started beside it');
	}

	private gone(place: Place, member: Member, code: number, reason: string | null): void {
		const { pid } = member.worker.process;
		// What one that was killed leaves there.
		void clearAddress(member.address).catch(() => undefined);
		const failed = this.leaving.delete(member);
		if (!failed) place.member = undefined;
		if (!this.started && !member.ready && !this.draining) process.exit(code);
		this.tellPeers();
		if (this.draining) this.endWhenAlone();
		else if (failed) this.log.info({ process: pid, code, reason }, 'the failed process has ended');
		else {
			const pauseMs = this.startAnother(place, member);
			this.log.error(
				{ code, reason, pauseMs },
				'a process died with its calls: another is started',
			);
		}
	}

	/** Later, when there is one after the other. @returns after how many milliseconds */
	private startAnother(place: Place, { startedAt }: Pick<Member, 'startedAt'>): number {
		const livedMs = performance.now() - startedAt;
		place.deaths = livedMs > STABLE_MS ? 0 : place.deaths + 1;
		const pauseMs = place.deaths === 0 ? 0 : backoffMs(place.deaths, RESTART);
		place.timer = setTimeout(() => void this.fork(place), pauseMs);
		return pauseMs;
	}

	private endWhenAlone(): void {
		if (this.members.length === 0) process.exit();
	}
}

/** What was just handed over may become a stream: of many that come at once, the worker tells when it has them all. */
function loadOf({ load, handingOver }: Member): WorkerLoad {
	return { ...load, streams: load.streams + handingOver.recentCount };
}

/** A worker that cannot be told any more is dying; its exit is what counts. */
function send(worker: Worker, message: PrimaryMessage): void {
	if (worker.isConnected()) worker.send(message, () => undefined);
}

import type { Logger } from 'pino';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { BridgeLimits } from '../config/limits';
import { AsideFiles } from './asideFiles';
import { Backlog, type LoadedCall } from './backlog';
import { CallDelivery } from './callDelivery';
import { CallEvents } from './callEvents';
import { CallQueue } from './callQueue';
import { DeliveryState } from './deliveryState';
import type { FileRef } from './disk/eventDisk';
import type { EventCounts } from './eventCounts';
import { EventMemory } from './eventMemory';
import { EventPoster } from './eventPost';
import { laneOf } from './eventFileName';
import { EventStore } from './eventStore';
import { KeptConnections } from './keptConnections';
import { Orphans } from './orphans';
import { PostSlots } from './postSlots';
import { QueuedEvents } from './queuedEvents';
import { TurnedAway } from './turnedAway';

/** How long (ms) attempts that are broken off may take to notice. */
const STOP_MS = 1_000;
/** How long (ms) the disk may take at the end to write what it was told to. */
const CLOSE_MS = 5_000;

export interface EventSenderOptions {
	/** Signs, and seals what is on disk. */
	secret: SharedSecrets;
	limits: BridgeLimits;
	counts: EventCounts;
	log: Logger;
	/** Where events wait until they are delivered; absent: in memory only. */
	dataFolder?: string;
	/** Flush every event to the disk. */
	sync?: boolean;
}

/**
 * Delivers the events of all calls at least once: each call's in order, calls independent of each other. With a data folder an event
 * is written as soon as it is queued, by a thread of its own, and is on disk before it is delivered, unless the disk takes too long, and
 * until it is delivered, refused or too old, also beyond the death of the process.
 */
export class EventSender {
	/** Undelivered events of all calls, as far as known: what a dead process left counts from when it is loaded. */
	readonly undelivered: QueuedEvents;
	/** True at shutdown: pauses between attempts are kept short. */
	hurried = false;
	/** True when deliveries have been given up. */
	stopped = false;
	readonly memory: EventMemory;
	/** Who may POST now. */
	readonly slots: PostSlots;
	/** Who may read from disk what is to be posted next: as many as may POST. */
	readonly reads: PostSlots;
	readonly turnedAway = new TurnedAway();
	readonly connections = new KeptConnections();
	readonly poster = new EventPoster(this.connections);
	readonly store: EventStore | undefined;
	readonly backlog: Backlog | undefined;
	private readonly aside: AsideFiles | undefined;
	private readonly orphans: Orphans | undefined;
	private readonly busy = new Set<CallDelivery>();
	private tending: NodeJS.Timeout | undefined;
	private flushing: Promise<void> | undefined;
	private endWait: (() => void) | undefined;
	/** Calls whose delivery was given up. */
	private readonly givenUp = new Set<CallDelivery>();

	constructor(readonly options: EventSenderOptions) {
		const { limits, counts, log, secret, dataFolder, sync = false } = options;
		this.memory = new EventMemory(limits.eventMemoryBytes);
		this.undelivered = new QueuedEvents(limits.eventsOverall);
		this.slots = new PostSlots(limits.eventPosts);
		this.reads = new PostSlots(limits.eventPosts);
		if (dataFolder === undefined) return;
		const store = new EventStore({
			dataFolder,
			secret,
			sync,
			counts,
			log,
			onStall: () => this.recheckAll(),
		});
		const aside = new AsideFiles(store, log, counts, limits.eventMaxAgeMs);
		this.store = store;
		this.aside = aside;
		this.orphans = new Orphans(store, log, (files) => this.takeOver(files));
		this.backlog = new Backlog({
			store,
			aside,
			counts,
			log,
			places: limits.eventCallsLoaded,
			onCounted: (host, more) => this.undelivered.add(host, more),
			onLoaded: (call) => this.resume(call),
			onFilled: () => {
				aside.tend();
				this.reportIdle();
			},
		});
	}

	/** How many events are undelivered. */
	get queued(): number {
		return this.undelivered.count;
	}

	/** Events that are in memory only: they are being written, or cannot be now. */
	get unwritten(): number {
		return [...this.busy].reduce((sum, { queue }) => sum + queue.unwrittenCount, 0);
	}

	/** Events on disk that were stored with another shared secret. */
	get unreadable(): number {
		return this.aside?.events ?? 0;
	}

	/** The disk does not answer. */
	get stuck(): boolean {
		return this.store?.disk.stalled === true;
	}

	/** Why events are not safe on disk at this moment, though they should be, or are not taken by n8n: one sentence. */
	problem(): string | undefined {
		return this.store?.problem ?? this.turnedAway.problem;
	}

	/** Begins: makes the folder of this process and takes over those of dead ones. To be called once; resolves when there is a folder, or cannot be. */
	async open(): Promise<void> {
		if (!this.store) {
			this.options.log.warn('BRIDGE_DATA_FOLDER is not set: events do not survive a restart');
			return;
		}
		this.tending = setInterval(() => void this.tend(), this.options.limits.eventAdoptMs);
		const opened = this.store.open();
		void this.tend();
		await opened;
	}

	/** The events of one call. */
	openCall(claims: StreamClaims): CallEvents {
		return new CallEvents(this, claims);
	}

	/** A call has undelivered events in memory from now on. */
	started(call: CallDelivery): void {
		this.busy.add(call);
	}

	/** A call has none left. */
	idle(call: CallDelivery): void {
		this.busy.delete(call);
		if (this.stopped) this.givenUp.add(call);
		this.reportIdle();
	}

	/**
	 * Waits until all is delivered, at most `limitMs`; then stops. Events that wait for their next attempt are tried at once. What is
	 * left is lost, or stays on disk for the next start. May be called again to shorten the wait.
	 */
	async flush(limitMs: number): Promise<void> {
		const timer = setTimeout(() => this.endWait?.(), limitMs);
		this.flushing ??= this.finish();
		await this.flushing;
		clearTimeout(timer);
	}

	private async finish(): Promise<void> {
		clearInterval(this.tending);
		this.hurried = true;
		for (const call of this.busy) call.endPause();
		await this.untilIdle();
		this.stopped = true;
		this.backlog?.stop();
		for (const call of this.busy) call.stop();
		const timer = setTimeout(() => this.endWait?.(), STOP_MS);
		await this.untilIdle();
		clearTimeout(timer);
		this.poster.close();
		await this.store?.close(CLOSE_MS);
		this.reportRest();
	}

	private async tend(): Promise<void> {
		void this.store?.mend(async () => await this.writeRest());
		this.backlog?.tend();
		this.aside?.tend();
		await this.orphans?.look();
	}

	/** Writes what could not be written when it came; false when some of it still cannot be. */
	private async writeRest(): Promise<boolean> {
		const written = [...this.busy].map(async ({ queue }) => await queue.writeRest());
		await Promise.all(written);
		return [...this.busy].every(({ queue }) => !queue.hasFailed);
	}

	private recheckAll(): void {
		for (const call of this.busy) call.recheck();
	}

	private takeOver(files: FileRef[]): void {
		for (const file of files) {
			this.backlog?.park({ file, host: undefined, events: 0, state: new DeliveryState() });
		}
	}

	private resume({ file, events, address, state }: LoadedCall): void {
		const queue = new CallQueue(address, this.store, this.memory, { file, events });
		new CallDelivery(this, queue, state, laneOf(file.name)).start();
	}

	private reportRest(): void {
		const { log, counts } = this.options;
		const left = [...this.busy, ...this.givenUp];
		const lost = left.reduce((sum, { queue }) => sum + queue.unwrittenCount, 0);
		const kept = this.queued - lost;
		if (kept > 0 || (this.backlog?.waiting ?? 0) > 0) {
			log.info({ kept }, 'undelivered events are kept on disk for the next start');
		}
		if (lost === 0) return;
		counts.eventsDropped.shutdown += lost;
		log.error({ lost }, 'events were not delivered before shutdown');
	}

	/** Nothing is under way; until it has stopped, nothing waits on disk either. */
	private get isIdle(): boolean {
		const { backlog } = this;
		if (this.busy.size > 0 || backlog?.loading) return false;
		return this.stopped || !backlog || backlog.waiting === 0;
	}

	private reportIdle(): void {
		if (this.isIdle) this.endWait?.();
	}

	private async untilIdle(): Promise<void> {
		if (!this.isIdle) await new Promise<void>((resolve) => (this.endWait = resolve));
		this.endWait = undefined;
	}
}

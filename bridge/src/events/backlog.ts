import type { Logger } from 'pino';
import { errorCode } from '../logger';
import type { AsideFiles } from './asideFiles';
import type { StoredCall } from './callQueue';
import { isTold, type DeliveryState } from './deliveryState';
import type { EventCounts } from './eventCounts';
import { laneOf } from './eventFileName';
import type { EventFolder } from './eventFolder';
import type { EventAddress } from './eventRecord';
import type { EventStore } from './eventStore';
import { endLostCall } from './lostCall';
import { loadEvents } from './storedEvents';

/** A call that is over and whose undelivered events are on disk only. */
export interface ParkedCall {
	folder: EventFolder;
	name: string;
	/** Origin of where its events go; undefined when no event of it is known yet. */
	host: string | undefined;
	/** Undelivered events, as far as known. */
	events: number;
	state: DeliveryState;
}

/** The same, back in memory. */
export interface LoadedCall extends StoredCall {
	address: EventAddress;
	state: DeliveryState;
}

/** A file that cannot be read is tried this often, each time somebody tends; then it is set aside. */
const MOST_READS = 60;

/** What is not the file's fault, and passes: there is no room, too much is open, or the disk or the network before it fails. */
const PASSING_CODES = new Set([
	'ENOSPC',
	'EDQUOT',
	'EMFILE',
	'ENFILE',
	'ENOMEM',
	'EAGAIN',
	'EROFS',
	'EIO',
	'ESTALE',
	'ETIMEDOUT',
]);

interface Lane {
	parked: ParkedCall[];
	places: number;
}

export interface BacklogOptions {
	store: EventStore;
	aside: AsideFiles;
	counts: EventCounts;
	log: Logger;
	/** Calls that are over and yet in memory, at most; those of one host half of it at most. */
	places: number;
	/** Told that a call no longer waits, with how many undelivered events it has more than was known, and where they go. */
	onCounted: (host: string | undefined, more: number) => void;
	/** Delivers the events of a call that has got a place. */
	onLoaded: (call: LoadedCall) => void;
	/** As many calls as can be are loaded. */
	onFilled: () => void;
}

/**
 * Calls that are over and have undelivered events: some are in memory and being delivered, the others wait on disk for a place. A host's
 * calls come in turn, one that failed goes to the end of the line, and hosts take turns, so that what cannot be delivered does not keep
 * anything else from being delivered.
 */
export class Backlog {
	/** Calls that wait on disk. */
	waiting = 0;
	/** True while calls are loaded. */
	loading = false;
	private readonly lanes = new Map<string, Lane>();
	/** Calls whose file could not be read just now. */
	private postponed: ParkedCall[] = [];
	private places = 0;
	private stopped = false;

	constructor(private readonly options: BacklogOptions) {}

	/** Puts a call in line. */
	park(call: ParkedCall): void {
		this.lane(laneOf(call.name)).parked.push(call);
		this.waiting += 1;
		void this.fill();
	}

	/** To be called now and then: puts those in line again that could not be read. */
	tend(): void {
		const calls = this.postponed;
		this.postponed = [];
		this.waiting -= calls.length;
		for (const call of calls) this.park(call);
	}

	/** Takes a place in memory for a call of a lane; false when there is none. */
	takePlace(laneName: string): boolean {
		const lane = this.lane(laneName);
		if (!this.hasPlace(lane)) return false;
		lane.places += 1;
		this.places += 1;
		return true;
	}

	/** Gives a place back. */
	leavePlace(laneName: string): void {
		this.lane(laneName).places -= 1;
		this.places -= 1;
		void this.fill();
	}

	/** Stops loading. */
	stop(): void {
		this.stopped = true;
	}

	private lane(name: string): Lane {
		let lane = this.lanes.get(name);
		if (!lane) this.lanes.set(name, (lane = { parked: [], places: 0 }));
		return lane;
	}

	private hasPlace(lane: Lane): boolean {
		const { places } = this.options;
		return this.places < places && lane.places < Math.max(1, Math.floor(places / 2));
	}

	private async fill(): Promise<void> {
		if (this.loading) return;
		this.loading = true;
		for (let next = this.next(); next && !this.stopped; next = this.next()) await this.load(next);
		this.loading = false;
		this.options.onFilled();
	}

	/** Takes the next call out of its line and a place for it. */
	private next(): ParkedCall | undefined {
		for (const [name, lane] of this.lanes) {
			if (lane.parked.length === 0 && lane.places === 0) this.lanes.delete(name);
			if (lane.parked.length === 0 || !this.hasPlace(lane)) continue;
			this.lanes.delete(name);
			this.lanes.set(name, lane);
			this.takePlace(name);
			this.waiting -= 1;
			return lane.parked.shift();
		}
		return undefined;
	}

	private async load(parked: ParkedCall): Promise<void> {
		try {
			const call = await this.read(parked);
			parked.state.loaded();
			const host = call ? new URL(call.address.eventsUrl).origin : parked.host;
			this.options.onCounted(host, (call?.events.length ?? 0) - parked.events);
			if (call) this.options.onLoaded(call);
			else this.leavePlace(laneOf(parked.name));
		} catch (error) {
			await this.postpone(parked, errorCode(error));
			this.leavePlace(laneOf(parked.name));
		}
	}

	/** Tries again the next time somebody tends, or not any more. */
	private async postpone(parked: ParkedCall, code: string): Promise<void> {
		const { log, aside, store, onCounted } = this.options;
		const { state, folder, name, host, events } = parked;
		state.unloaded += 1;
		if (!PASSING_CODES.has(code)) state.unreadable += 1;
		if (state.unreadable < MOST_READS) {
			if (isTold(state.unloaded)) log.error({ code }, 'events on disk cannot be read now');
			this.postponed.push(parked);
			this.waiting += 1;
			return;
		}
		log.error({ code, attempts: state.unloaded }, 'events on disk cannot be read: set aside');
		onCounted(host, -events);
		await aside.keep(store.file(folder, name), Math.max(1, events));
	}

	/** Undefined when there is nothing to deliver. */
	private async read(parked: ParkedCall): Promise<LoadedCall | undefined> {
		const { store, aside, counts, log } = this.options;
		const file = store.file(parked.folder, parked.name);
		const stored = await loadEvents(file, store.seal);
		const { address, events, damaged, unreadable } = stored;
		if (unreadable) {
			// The first line is about the call itself.
			await aside.keep(file, Math.max(1, damaged - 1));
			return undefined;
		}
		const lost = Math.max(damaged - parked.state.damaged, parked.events - events.length);
		if (lost > 0) {
			counts.eventsDropped.damaged += lost;
			log.error({ events: lost }, 'events lost: what is on disk is damaged');
		}
		if (stored.lost) {
			const { callId, callUuid } = stored.lost.address;
			events.push(await endLostCall(file, stored.lost, stored, store.seal));
			counts.callsEnded['bridge-lost'] += 1;
			log.warn({ callId, callUuid }, 'the bridge of a call died: n8n is told of its end');
		}
		if (address && events.length > 0) {
			parked.state.damaged = damaged;
			return { file, events, address, state: parked.state };
		}
		file.remove();
		return undefined;
	}
}

import type { FileRef } from './disk/eventDisk';
import type { EventMemory } from './eventMemory';
import { eventText, openText, type EventAddress, type EventFacts } from './eventRecord';
import type { EventStore } from './eventStore';

/** A disk that takes longer (ms) is not waited for: somebody may be rung whom n8n was to be told of in time. */
const LONGEST_WAIT_MS = 500;

/** An event in line: on disk, in memory, or both. */
interface QueuedEvent extends EventFacts {
	rawBody: string | undefined;
	/** What the body takes in memory. */
	bytes: number;
}

/** Undelivered events of a call that were on disk only. */
export interface StoredCall {
	file: FileRef;
	events: EventFacts[];
}

/**
 * The undelivered events of one call, in order: an index in memory, the events themselves on disk where there is one. Until an event is
 * written it is in memory too.
 */
export class CallQueue {
	/** Told when something has been written, or could not be. */
	onAnswer: () => void = () => undefined;
	private readonly since = Date.now();
	private events: QueuedEvent[] = [];
	private file: FileRef | undefined;
	/** Events in line that are not on disk; of these, some are being written. */
	private readonly unsafe = new Set<QueuedEvent>();
	private readonly writing = new Set<QueuedEvent>();
	/** Of those, the ones that have not taken too long. */
	private readonly awaited = new Set<QueuedEvent>();
	private over = false;

	/** @param stored the first half of the event ids of a new call, or what there is of one that is over */
	constructor(
		readonly address: EventAddress,
		private readonly store: EventStore | undefined,
		private readonly memory: EventMemory,
		private readonly stored: string | StoredCall,
	) {
		if (typeof stored === 'string') return;
		this.file = stored.file;
		this.events = stored.events.map((event) => ({ ...event, rawBody: undefined, bytes: 0 }));
		this.over = true;
	}

	get length(): number {
		return this.events.length;
	}

	get first(): EventFacts | undefined {
		return this.events[0];
	}

	/** No more events will come. */
	get finished(): boolean {
		return this.over;
	}

	/** The file, when everything is in it: then nothing of the call needs to be in memory. */
	get completeFile(): FileRef | undefined {
		return this.unsafe.size === 0 ? this.file : undefined;
	}

	/** Events that are in memory only. */
	get unwrittenCount(): number {
		return this.unsafe.size;
	}

	/**
	 * Whether the first event may be delivered: it is on disk, so that whoever comes after this process knows of it, or the disk fails or
	 * takes too long. Of a call that is over all of them are.
	 */
	get isSafe(): boolean {
		const [first] = this.events;
		if (this.store?.disk.stalled === true || !first) return true;
		return this.over ? this.awaited.size === 0 : !this.awaited.has(first);
	}

	/** Takes an event, to be written at once; false when there is no room for it. */
	add(facts: EventFacts, rawBody: string): boolean {
		const bytes = Buffer.byteLength(rawBody);
		if (!this.memory.take(bytes)) return false;
		const event: QueuedEvent = { ...facts, rawBody, bytes };
		this.events.push(event);
		this.unsafe.add(event);
		void this.write(event);
		return true;
	}

	/** Writes down that the call lives, before there is an event. */
	open(): void {
		const { store, address, stored, since } = this;
		if (!store || this.file || this.over || typeof stored !== 'string') return;
		this.file = store.newFile(address.eventsUrl);
		const text = openText({ address, stream: stored, since });
		void store.attempt(store.disk.ask('begin', this.file, text));
	}

	/** No more events will come. */
	finish(): void {
		this.over = true;
		if (this.events.length === 0) this.settleOnDisk(0);
	}

	/** The body of the first event, as long as it is in memory. */
	get bodyInMemory(): string | undefined {
		return this.events[0]?.rawBody;
	}

	/** The body of the first event; undefined when it is lost. Throws an error with the system's code when it cannot be read now. */
	async firstBody(): Promise<string | undefined> {
		const [event] = this.events;
		if (!event || event.rawBody !== undefined) return event?.rawBody;
		if (!this.file || !this.store) return undefined;
		return await this.store.disk.ask('body', this.file, event.sequence);
	}

	/** Events at the beginning that were queued before a time. */
	countBefore(time: number): number {
		const count = this.events.findIndex(({ queuedAt }) => queuedAt >= time);
		return count < 0 ? this.events.length : count;
	}

	/** The first events need no delivery any more. */
	settle(count: number): void {
		const gone = this.events.splice(0, count);
		const last = gone.at(-1);
		if (!last) return;
		for (const event of gone) this.forget(event);
		this.settleOnDisk(last.sequence);
	}

	/** Some event could not be written when it came. */
	get hasFailed(): boolean {
		return [...this.unsafe].some((event) => !this.writing.has(event));
	}

	/** Writes what could not be written when it came. */
	async writeRest(): Promise<void> {
		const failed = [...this.unsafe].filter((event) => !this.writing.has(event));
		await Promise.all(failed.map(async (event) => await this.write(event)));
	}

	/** Gives up what it takes in memory; the events stay where they are on disk. */
	release(): void {
		for (const event of this.events) this.forget(event);
		this.events = [];
		if (this.file && this.store) void this.store.attempt(this.store.disk.ask('forget', this.file));
	}

	private async write(event: QueuedEvent): Promise<void> {
		const { store, address } = this;
		this.open();
		const { file } = this;
		if (!store || !file || event.rawBody === undefined) return;
		this.writing.add(event);
		this.awaited.add(event);
		const patience = setTimeout(() => this.awaitNoMore(event), LONGEST_WAIT_MS);
		const text = eventText(address, event, event.rawBody);
		const written = await store.attempt(store.disk.ask('write', file, event.sequence, text));
		clearTimeout(patience);
		this.writing.delete(event);
		this.awaited.delete(event);
		if (written && this.unsafe.delete(event) && !this.memory.mayStay()) this.free(event);
		this.onAnswer();
	}

	private awaitNoMore(event: QueuedEvent): void {
		this.awaited.delete(event);
		this.onAnswer();
	}

	private settleOnDisk(sequence: number): void {
		const { store, file } = this;
		if (!store || !file) return;
		const none = this.over ? 'over' : 'none';
		const rest = this.events.length > 0 ? 'some' : none;
		void store.attempt(store.disk.ask('settle', file, sequence, rest));
	}

	private forget(event: QueuedEvent): void {
		this.unsafe.delete(event);
		this.free(event);
	}

	private free(event: QueuedEvent): void {
		this.memory.free(event.bytes);
		event.bytes = 0;
		event.rawBody = undefined;
	}
}

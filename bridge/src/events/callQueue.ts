import type { EventFile, Place } from './eventFile';
import type { EventMemory } from './eventMemory';
import { doneText, eventText, openText, type EventAddress, type EventFacts } from './eventRecord';
import type { EventStore } from './eventStore';
import { loadBody, type StoredEvent } from './storedEvents';

/** From this size on a file is rewritten when more than half of it is not needed any more. */
const REWRITE_BYTES = 1_048_576;

/** An event in line: on disk, in memory, or both. */
interface QueuedEvent extends EventFacts {
	place: Place | undefined;
	rawBody: string | undefined;
	/** What the body takes in memory. */
	bytes: number;
}

/** Undelivered events of a call that were on disk only. */
export interface StoredCall {
	file: EventFile;
	events: StoredEvent[];
}

/** The undelivered events of one call, in order: an index in memory, the events themselves on disk where there is one. */
export class CallQueue {
	private readonly since = Date.now();
	private events: QueuedEvent[] = [];
	private file: EventFile | undefined;
	/** Where the line about the call itself is, at the beginning of the file. */
	private head: Place | undefined;
	private unwritten = 0;
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
	get completeFile(): EventFile | undefined {
		return this.unwritten === 0 ? this.file : undefined;
	}

	/** Events that are in memory only. */
	get unwrittenCount(): number {
		return this.unwritten;
	}

	/** Takes an event, to disk first; false when it can neither be written nor kept. */
	add(facts: EventFacts, rawBody: string): boolean {
		const place = this.write(facts, rawBody);
		const bytes = Buffer.byteLength(rawBody);
		const kept = this.memory.take(bytes, place !== undefined);
		if (!kept && !place) return false;
		this.events.push({
			...facts,
			place,
			rawBody: kept ? rawBody : undefined,
			bytes: kept ? bytes : 0,
		});
		if (!place) this.unwritten += 1;
		return true;
	}

	/** Writes down that the call lives, before there is an event. */
	open(): void {
		const { store } = this;
		if (!store || this.head || this.over) return;
		store.guard(() => {
			this.file ??= store.newFile(this.address.eventsUrl);
			this.beginFile(store);
		});
	}

	/** No more events will come. */
	finish(): void {
		this.over = true;
		if (this.events.length === 0) this.tidy(0);
	}

	/** The body of the first event; undefined when it is lost. Throws the system's error when it cannot be read now. */
	async firstBody(): Promise<string | undefined> {
		const [event] = this.events;
		if (!event || event.rawBody !== undefined) return event?.rawBody;
		if (!event.place || !this.file || !this.store) return undefined;
		return await loadBody(this.file, event.place, this.store.seal);
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
		if (this.events.length === 0) this.tidy(last.sequence);
		else if (gone.some(({ place }) => place)) this.note(last.sequence);
	}

	/** Writes what could not be written when it came; false when it still cannot be. */
	writeRest(): boolean {
		if (this.unwritten === 0) return true;
		for (const event of this.events) {
			if (event.place || event.rawBody === undefined) continue;
			event.place = this.write(event, event.rawBody);
			if (!event.place) return false;
			this.unwritten -= 1;
		}
		return true;
	}

	/** Gives up what it takes in memory; the events stay where they are on disk. */
	release(): void {
		for (const event of this.events) this.forget(event);
		this.events = [];
	}

	private write(facts: EventFacts, rawBody: string): Place | undefined {
		const { store, address } = this;
		if (!store) return undefined;
		const place = store.guard(() => {
			this.file ??= store.newFile(address.eventsUrl);
			this.beginFile(store);
			return this.file?.append(store.seal.seal(eventText(address, facts, rawBody)));
		});
		// The file may have vanished: the next one begins as this one did.
		if (!place) this.head = undefined;
		return place;
	}

	/** Says in the file which call it is of, so that its end can be told when this bridge cannot. */
	private beginFile({ seal }: EventStore): void {
		const { stored, address } = this;
		if (this.head || typeof stored !== 'string') return;
		const text = openText({ address, stream: stored, since: this.since });
		this.head = this.file?.append(seal.seal(text));
	}

	private note(sequence: number): void {
		const { file, store } = this;
		if (!file || !store) return;
		store.guard(() => {
			file.append(store.seal.seal(doneText(sequence)));
			if (file.size < REWRITE_BYTES) return;
			const written = this.events.filter((event) => event.place !== undefined);
			const places = written.map(({ place }) => place as Place);
			if (places.reduce((sum, { length }) => sum + length, 0) * 2 > file.size) return;
			const heads = this.head ? [this.head] : [];
			const moved = file.keepOnly([...heads, ...places]);
			if (this.head) this.head = moved.shift();
			written.forEach((event, index) => (event.place = moved[index]));
		});
	}

	/** Nothing is undelivered. While the call lives, the file keeps who it is and the number of its last event. */
	private tidy(sequence: number): void {
		const { file, head, store } = this;
		if (!file || !store) return;
		store.guard(() => {
			if (this.over) file.remove();
			else if (head) file.restart(head, store.seal.seal(doneText(sequence)));
		});
	}

	private forget(event: QueuedEvent): void {
		this.memory.free(event.bytes);
		if (!event.place) this.unwritten -= 1;
	}
}

import { readFileSync, statSync, truncateSync } from 'node:fs';
import type { EventFile, Place } from './eventFile';
import {
	parseRecord,
	type EventAddress,
	type EventFacts,
	type EventRecord,
	type OpenCall,
} from './eventRecord';
import type { LineSeal } from './sealedLine';

const LINE_BREAK = 10;

/** An event that is on disk, and where. */
export interface StoredEvent extends EventFacts {
	place: Place;
}

/** What is in an event file. */
export interface StoredEvents {
	/** Undefined when there is neither an event nor a call that was open. */
	address: EventAddress | undefined;
	/** The call, when its bridge died before it was over: nobody has told of its end. */
	lost: OpenCall | undefined;
	/** The highest number of an event of the call that is known. */
	lastSequence: number;
	/** When the file was last written to, in milliseconds since 1970. */
	changedAt: number;
	/** Undelivered ones, in order. */
	events: StoredEvent[];
	/** Whole lines that do not open. */
	damaged: number;
	/** No line opens: they were sealed with another secret. */
	unreadable: boolean;
}

/** Reads the file of a call that is over, without the bodies. Throws the system's error when it cannot be read now. */
export function loadEvents(file: EventFile, seal: LineSeal): StoredEvents {
	const { bytes, changedAt } = readWhole(file.path);
	file.size = bytes.length;
	const found = new Map<number, StoredEvent>();
	let address: EventAddress | undefined;
	let open: OpenCall | undefined;
	let ended = false;
	let done = 0;
	let opened = 0;
	let damaged = 0;
	for (const { place, whole } of linesOf(bytes)) {
		const record = openLine(bytes, place, seal);
		if (record) opened += 1;
		else if (whole) damaged += 1;
		// Somebody died while writing it: it never was an event. What is appended must not make it look like one.
		else if (opened > 0) truncateSync(file.path, place.offset);
		if (record?.kind === 'open') open = record.call;
		if (record?.kind === 'done') done = Math.max(done, record.sequence);
		if (record?.kind === 'event') {
			address = record.address;
			ended ||= record.facts.type === 'ended';
			found.set(record.facts.sequence, { ...record.facts, place });
		}
	}
	const events = [...found.values()]
		.filter(({ sequence }) => sequence > done)
		.sort((one, other) => one.sequence - other.sequence);
	return {
		address: address ?? open?.address,
		lost: ended ? undefined : open,
		lastSequence: Math.max(done, ...found.keys()),
		changedAt,
		events,
		damaged,
		unreadable: opened === 0 && damaged > 0,
	};
}

/** Reads one event's body. Undefined when it is damaged or gone. Throws the system's error when it cannot be read now. */
export function loadBody(file: EventFile, place: Place, seal: LineSeal): string | undefined {
	try {
		const record = parsed(seal.open(file.read(place)));
		return record?.kind === 'event' ? record.rawBody : undefined;
	} catch (error) {
		if (isGone(error)) return undefined;
		throw error;
	}
}

function readWhole(path: string): { bytes: Buffer; changedAt: number } {
	try {
		const { mtimeMs } = statSync(path);
		return { bytes: readFileSync(path), changedAt: Math.round(mtimeMs) };
	} catch (error) {
		if (isGone(error)) return { bytes: Buffer.alloc(0), changedAt: 0 };
		throw error;
	}
}

function isGone(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function openLine(bytes: Buffer, place: Place, seal: LineSeal): EventRecord | undefined {
	return parsed(seal.open(bytes.toString('latin1', place.offset, place.offset + place.length)));
}

function parsed(text: string | undefined): EventRecord | undefined {
	return text === undefined ? undefined : parseRecord(text);
}

/** Every line that is not empty; the last may lack its line break. */
function* linesOf(bytes: Buffer): Generator<{ place: Place; whole: boolean }> {
	for (let offset = 0; offset < bytes.length;) {
		const lineBreak = bytes.indexOf(LINE_BREAK, offset);
		const end = lineBreak < 0 ? bytes.length : lineBreak;
		if (end > offset) yield { place: { offset, length: end - offset }, whole: lineBreak >= 0 };
		offset = end + 1;
	}
}

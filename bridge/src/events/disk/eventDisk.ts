import { statSync } from 'node:fs';
import type { SharedSecrets } from '../../../../nodes/shared/sharedSecrets';
import { DiskFlush } from '../diskFlush';
import { EventFile } from '../eventFile';
import { EventFolder } from '../eventFolder';
import type { EventAddress, EventFacts } from '../eventRecord';
import { endLostCall } from '../lostCall';
import { LineSeal } from '../sealedLine';
import { loadEvents } from '../storedEvents';
import { CallFile, type Rest } from './callFile';

/** The folder of this process; those that were taken over count from 1. */
export const OWN_FOLDER = 0;

/** Which file. */
export interface FileRef {
	folder: number;
	name: string;
}

export interface DiskData {
	/** Where the folders of all processes are. */
	root: string;
	/** Seals what is on disk. */
	secret: SharedSecrets;
	/** Flush every event to the disk. */
	sync: boolean;
}

/** What there is of a call that is over. */
export interface FoundCall {
	/** Undefined when there is nothing to deliver. */
	address: EventAddress | undefined;
	/** Undelivered ones, in order. */
	events: EventFacts[];
	/** Whole lines that do not open. */
	damaged: number;
	/** No line opens: they were sealed with another secret. */
	unreadable: boolean;
	/** Its bridge died before it was over: its end has been added. */
	wasLost: boolean;
}

/** A folder that was taken over, or could not be. */
export interface FoundFolder {
	folder: number;
	/** Its event files, oldest first. */
	names: string[];
}

/**
 * All that is done with event files, one thing after the other, in a thread of its own: a disk that takes its time holds up events, and no
 * audio. Nothing of it is left to the few threads that Node.js has for files: names are looked up by the same. Methods throw the system's errors.
 */
export class EventDisk {
	private readonly seal: LineSeal;
	private readonly flush: DiskFlush | undefined;
	private readonly folders = new Map<number, EventFolder>();
	private readonly files = new Map<string, CallFile>();
	private taken = OWN_FOLDER;

	/** @param onFlushError what was written could not be flushed to the disk */
	constructor(
		private readonly data: DiskData,
		onFlushError: (error: unknown) => void,
	) {
		this.seal = new LineSeal(data.secret);
		if (data.sync) this.flush = new DiskFlush(onFlushError);
	}

	/**
	 * Makes the folder of this process; finds out whether it can be written to when it is there, and makes it anew when it has vanished.
	 * @returns where it is
	 */
	repair(): string {
		const own = this.folders.get(OWN_FOLDER);
		if (own) own.repair();
		const folder = own ?? EventFolder.create(this.data.root);
		this.folders.set(OWN_FOLDER, folder);
		return folder.path;
	}

	/** A call lives, be there events of it or not. */
	begin(ref: FileRef, headText: string): void {
		const file = new CallFile(() => this.fileOf(ref), this.seal, headText);
		this.files.set(keyOf(ref), file);
		file.begin();
	}

	write(ref: FileRef, sequence: number, text: string): void {
		this.callFile(ref).write(sequence, text);
	}

	/** The body of an event; undefined when it is lost. */
	body(ref: FileRef, sequence: number): string | undefined {
		return this.callFile(ref).body(sequence);
	}

	/** Events up to this one need no delivery any more. */
	settle(ref: FileRef, sequence: number, rest: Rest): void {
		const file = this.callFile(ref);
		if (rest === 'over') this.forget(ref);
		file.settle(sequence, rest);
	}

	/** Nobody writes to the file any more. */
	forget(ref: FileRef): void {
		this.files.delete(keyOf(ref));
	}

	/** Reads the file of a call that is over, and tells of its end when its bridge could not. */
	load(ref: FileRef): FoundCall {
		const file = this.fileOf(ref);
		const stored = loadEvents(file, this.seal);
		const { address, damaged, unreadable, lost } = stored;
		const events = stored.events.slice();
		const wasLost = lost !== undefined && !unreadable;
		if (wasLost) events.push(endLostCall(file, lost, stored, this.seal));
		if (!unreadable) this.files.set(keyOf(ref), CallFile.of(file, this.seal, events));
		const facts = events.map(({ sequence, type, queuedAt }) => ({ sequence, type, queuedAt }));
		return { address, events: facts, damaged, unreadable, wasLost };
	}

	/** When a file was last written to, in milliseconds since 1970. */
	changedAt(ref: FileRef): number {
		return statSync(this.fileOf(ref).path).mtimeMs;
	}

	/** Nothing in the file is needed. */
	remove(ref: FileRef): void {
		this.forget(ref);
		this.fileOf(ref).remove();
	}

	/** Takes over the folders of dead processes, except those that are just being removed. */
	takeOver(): FoundFolder[] {
		const found: FoundFolder[] = [];
		for (const path of EventFolder.all(this.data.root)) {
			const names = this.adopt(path);
			if (names) found.push({ folder: this.taken, names });
		}
		return found;
	}

	/** Lets go of all folders: what is left in them is for others, or for the next start. */
	close(): void {
		for (const folder of this.folders.values()) folder.dispose();
		this.folders.clear();
	}

	private adopt(path: string): string[] | undefined {
		let folder: EventFolder | undefined;
		try {
			folder = EventFolder.adopt(path);
			const names = folder?.list();
			if (folder && names && names.length > 0) {
				this.folders.set(++this.taken, folder);
				return names;
			}
		} catch {
			// Its last owner may just be removing it.
		}
		folder?.dispose();
		return undefined;
	}

	private callFile(ref: FileRef): CallFile {
		const known = this.files.get(keyOf(ref));
		const file = known ?? new CallFile(() => this.fileOf(ref), this.seal);
		if (!known) this.files.set(keyOf(ref), file);
		return file;
	}

	private fileOf({ folder, name }: FileRef): EventFile {
		const owner = this.folders.get(folder);
		if (!owner) throw Object.assign(new Error('There is no such folder.'), { code: 'ENOENT' });
		return new EventFile(owner, name, this.flush);
	}
}

function keyOf({ folder, name }: FileRef): string {
	return `${folder}/${name}`;
}

import type { EventFile, Place } from '../eventFile';
import { doneText } from '../eventRecord';
import type { LineSeal } from '../sealedLine';
import { loadBody, type StoredEvent } from '../storedEvents';

/** From this size on a file is rewritten when more than half of it is not needed any more. */
const REWRITE_BYTES = 1_048_576;

/** What is left of a call's events: some, none yet, or none ever. */
export type Rest = 'some' | 'none' | 'over';

/** The file of one call as the thread has it that writes: which lines of it are needed, and where they stand. Throws the system's errors. */
export class CallFile {
	/** Where the line about the call itself is, at the beginning of the file. */
	private head: Place | undefined;
	/** Undelivered events by their sequences. */
	private readonly places = new Map<number, Place>();
	private found: EventFile | undefined;

	/**
	 * @param find where it is: asked when it is needed, as the folder may not be there yet
	 * @param headText the line about the call itself, while it lives
	 */
	constructor(
		private readonly find: () => EventFile,
		private readonly seal: LineSeal,
		private readonly headText?: string,
	) {}

	/** The same for a call that is over, with the events that were found in its file. */
	static of(file: EventFile, seal: LineSeal, events: readonly StoredEvent[]): CallFile {
		const call = new CallFile(() => file, seal);
		call.found = file;
		for (const { sequence, place } of events) call.places.set(sequence, place);
		return call;
	}

	/** Says in the file which call it is of, so that its end can be told when this bridge cannot. */
	begin(): void {
		if (this.head || this.headText === undefined) return;
		this.head = this.append(this.headText);
	}

	write(sequence: number, text: string): void {
		try {
			this.begin();
			this.places.set(sequence, this.append(text));
		} catch (error) {
			// The file may have vanished: the next one begins as this one did.
			this.head = undefined;
			throw error;
		}
	}

	/** The body of an event; undefined when it is damaged or gone. */
	body(sequence: number): string | undefined {
		const place = this.places.get(sequence);
		return place && loadBody(this.file, place, this.seal);
	}

	/** Events up to this one need no delivery any more. */
	settle(sequence: number, rest: Rest): void {
		const gone = [...this.places.keys()].filter((each) => each <= sequence);
		for (const each of gone) this.places.delete(each);
		// Where nothing was ever written, nothing is there.
		if (rest === 'over') this.found?.remove();
		else if (rest === 'some' && gone.length > 0) this.note(sequence);
		// While the call lives, the file keeps who it is and the number of its last event.
		else if (rest === 'none' && this.head) {
			this.file.restart(this.head, this.seal.seal(doneText(sequence)));
		}
	}

	private get file(): EventFile {
		return (this.found ??= this.find());
	}

	private note(sequence: number): void {
		const { file } = this;
		this.append(doneText(sequence));
		if (file.size < REWRITE_BYTES) return;
		const needed = [...this.places];
		if (needed.reduce((sum, [, { length }]) => sum + length, 0) * 2 > file.size) return;
		const heads = this.head ? [this.head] : [];
		const moved = file.keepOnly([...heads, ...needed.map(([, place]) => place)]);
		if (this.head) this.head = moved.shift();
		needed.forEach(([each], index) => this.places.set(each, moved[index] as Place));
	}

	private append(text: string): Place {
		return this.file.append(this.seal.seal(text));
	}
}

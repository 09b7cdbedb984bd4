/** One utterance of a call's transcript; ordinals of both sides share one sequence (ultravox.md §8.4). */
export interface TranscriptEntry {
	ordinal: number;
	role: 'user' | 'agent';
	medium: 'voice' | 'text';
	text: string;
	final: boolean;
}

export interface TranscriptMessage {
	type: 'transcript';
	role: 'user' | 'agent';
	medium: 'voice' | 'text';
	text: string | null;
	delta: string | null;
	final: boolean;
	ordinal: number;
}

/** A call's transcript, told to the client as it grows. */
export class Transcripts {
	readonly entries: TranscriptEntry[] = [];
	readonly #late = new Map<NodeJS.Timeout, () => void>();

	constructor(private readonly send: (message: TranscriptMessage) => void) {}

	/** Something said or typed in one piece. */
	add(role: 'user' | 'agent', medium: 'voice' | 'text', text: string, lagMs = 0): TranscriptEntry {
		const entry = this.#open(role, medium, text, true);
		if (lagMs > 0) this.#tellLate(entry, text, lagMs);
		else this.#tell(entry, { text });
		return entry;
	}

	/** Tells what still trails: the socket is about to close. */
	flush(): void {
		for (const [timer, tell] of this.#late) {
			clearTimeout(timer);
			tell();
		}
		this.#late.clear();
	}

	/** An utterance of the agent that is about to be spoken. */
	begin(words: string): GrowingTranscript {
		return new GrowingTranscript(this.#open('agent', 'voice', '', false), words, (entry, part) =>
			this.#tell(entry, part),
		);
	}

	#open(
		role: 'user' | 'agent',
		medium: 'voice' | 'text',
		text: string,
		final: boolean,
	): TranscriptEntry {
		const entry = { ordinal: this.entries.length, role, medium, text, final };
		this.entries.push(entry);
		return entry;
	}

	#tellLate(entry: TranscriptEntry, text: string, lagMs: number): void {
		const tell = () => this.#tell(entry, { text });
		const timer = setTimeout(() => {
			this.#late.delete(timer);
			tell();
		}, lagMs);
		this.#late.set(timer, tell);
	}

	#tell(entry: TranscriptEntry, part: { text?: string; delta?: string }): void {
		this.send({
			type: 'transcript',
			role: entry.role,
			medium: entry.medium,
			text: part.text ?? null,
			delta: part.delta ?? null,
			final: entry.final,
			ordinal: entry.ordinal,
		});
	}
}

type Tell = (entry: TranscriptEntry, part: { text?: string; delta?: string }) => void;

/** The agent's utterance while it is being spoken: one text, then deltas, then the final text. */
export class GrowingTranscript {
	readonly #pieces: string[];
	#told = 0;

	constructor(
		readonly entry: TranscriptEntry,
		words: string,
		private readonly tell: Tell,
	) {
		this.#pieces = words.match(/\s*\S+/g) ?? [];
	}

	/** Tells the words up to a fraction (0 to 1) of the utterance. */
	advance(fraction: number): void {
		const due = Math.min(this.#pieces.length, Math.floor(fraction * this.#pieces.length) + 1);
		while (this.#told < due) {
			const piece = this.#pieces[this.#told] ?? '';
			this.entry.text += piece;
			this.tell(this.entry, this.#told === 0 ? { text: piece } : { delta: piece });
			this.#told += 1;
		}
	}

	/** Ends the utterance; `tell` false keeps the final text from the socket. */
	finish(text: string, options: { tell: boolean } = { tell: true }): void {
		this.entry.text = text;
		this.entry.final = true;
		if (options.tell) this.tell(this.entry, { text });
	}
}

/**
 * Collects what a caller says until they have been quiet for the endpoint delay (`vadSettings`): several
 * utterances with short pauses are one turn.
 */
export class UserTurn {
	#texts: string[] = [];
	#timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly endpointDelayMs: number,
		private readonly deliver: (text: string) => void,
	) {}

	/** The caller began to speak (again). */
	speaking(): void {
		clearTimeout(this.#timer);
	}

	add(text: string): void {
		if (text.trim() !== '') this.#texts.push(text.trim());
	}

	/** The caller stopped `silentForMs` ago. */
	quiet(silentForMs: number): void {
		if (this.#texts.length === 0) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#end(), Math.max(0, this.endpointDelayMs - silentForMs));
	}

	/** Nothing more will come: what was said is a turn, though nobody answers it any more. */
	close(): void {
		clearTimeout(this.#timer);
		if (this.#texts.length > 0) this.#end();
	}

	#end(): void {
		const text = this.#texts.join(' ');
		this.#texts = [];
		this.deliver(text);
	}
}

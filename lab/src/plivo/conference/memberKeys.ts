/** Watches a member's keys for the sequences that are reported (`digitsMatch`). */
export class MemberKeys {
	#pressed = '';

	constructor(private readonly sequences: readonly string[]) {}

	/** Takes the next key; returns the sequence it completes, if any. */
	press(digit: string): string | undefined {
		this.#pressed += digit;
		const match = this.sequences.find((sequence) => this.#pressed.endsWith(sequence));
		if (match !== undefined) this.#pressed = '';
		return match;
	}
}

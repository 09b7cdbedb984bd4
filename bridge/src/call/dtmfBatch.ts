/** Longest entry; one more digit begins the next. */
const MAXIMUM_DIGITS = 64;

/**
 * Joins quick key presses to one entry, so that the agent hears "123#" once instead of four interruptions.
 * An entry ends with `#`, or `flushMs` after its last digit.
 */
export class DtmfBatch {
	private digits = '';
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly flushMs: number,
		private readonly onEntry: (digits: string) => void,
	) {}

	/** Takes one key: 0-9, A-D, `*` or `#`. */
	press(digit: string): void {
		clearTimeout(this.timer);
		this.digits += digit;
		if (digit === '#' || this.digits.length >= MAXIMUM_DIGITS) {
			this.flush();
			return;
		}
		this.timer = setTimeout(() => this.flush(), this.flushMs);
	}

	/** Ends the entry now, if there is one. */
	flush(): void {
		clearTimeout(this.timer);
		const digits = this.digits;
		this.digits = '';
		if (digits !== '') this.onEntry(digits);
	}
}

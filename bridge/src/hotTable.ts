const FIRST_ROWS = 256;

/** The row of nobody: all zeros for ever. */
export const NO_ROW = 0;

/**
 * Rows of whole numbers (32 bits), side by side in one piece of memory. With hundreds of calls everything of one of them has left the
 * processor's caches when its next frame comes, and each object that is looked at then is a wait for the main memory; a table in which
 * each call has a few numbers is small enough to stay.
 */
export class HotTable {
	/** A row begins at its name; anew, with the same content, whenever it grows. */
	numbers: Int32Array;
	private readonly free: number[] = [];
	private end: number;

	/** `width`: how many numbers a row has. */
	constructor(readonly width: number) {
		this.numbers = new Int32Array(FIRST_ROWS * width);
		this.end = width;
	}

	/** @returns the name of a row of zeros, which is the claimer's until it is released */
	claim(): number {
		const row = this.free.pop() ?? this.end;
		if (row === this.end) this.end += this.width;
		if (this.end > this.numbers.length) {
			const larger = new Int32Array(this.numbers.length * 2);
			larger.set(this.numbers);
			this.numbers = larger;
		}
		return row;
	}

	/** The row will be another's: whoever still has its name must not use it. */
	release(row: number): void {
		if (row === NO_ROW) return;
		this.numbers.fill(0, row, row + this.width);
		this.free.push(row);
	}
}

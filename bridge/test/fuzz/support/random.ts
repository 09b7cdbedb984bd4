/** Numbers that look random and are the same for the same seed (mulberry32), and what is made of them. */
export class Random {
	constructor(private state: number) {}

	/** From 0 to below 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number from `from` to `to`, both included. */
	whole(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<Item>(items: readonly Item[]): Item {
		return items[this.whole(0, items.length - 1)] as Item;
	}

	bytes(length: number): Buffer {
		const words = new Uint32Array(Math.ceil(length / 4));
		for (let index = 0; index < words.length; index++) words[index] = this.next() * 4_294_967_296;
		return Buffer.from(words.buffer, 0, length);
	}

	/** Characters from 0 to 255. */
	text(length: number): string {
		return this.bytes(length).toString('latin1');
	}

	/** Characters that a header may hold; now and then one that it may not. */
	visible(length: number): string {
		if (this.chance(0.05)) return this.text(length);
		return Array.from({ length }, () => String.fromCharCode(this.whole(33, 126))).join('');
	}

	word(longest = 12): string {
		const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';
		return Array.from({ length: this.whole(1, longest) }, () => this.pick([...letters])).join('');
	}

	/** The same text with something changed, taken out or put in. */
	mutated(text: string): string {
		const at = this.whole(0, text.length);
		switch (this.whole(0, 3)) {
			case 0:
				return text.slice(0, at);
			case 1:
				return text.slice(0, at) + this.text(this.whole(1, 3)) + text.slice(at);
			case 2:
				return text.slice(0, at) + this.text(1) + text.slice(at + 1);
			default:
				return text.slice(0, at) + text.slice(at + this.whole(1, 5));
		}
	}

	/** Any JSON, not too deep. */
	json(depth = 3): unknown {
		const kind = this.whole(0, depth > 0 ? 8 : 6);
		switch (kind) {
			case 0:
				return null;
			case 1:
				return this.chance(0.5);
			case 2:
				return this.pick([0, -1, 1e308, -0.5, 2 ** 53, 20, 1e-9]);
			case 3:
				return this.word();
			case 4:
				return '';
			case 5:
				return this.text(this.whole(0, 30));
			case 6:
				return this.pick(['\u0000', '💥', '\ud800', '__proto__', 'constructor', '</script>']);
			case 7:
				return Array.from({ length: this.whole(0, 4) }, () => this.json(depth - 1));
			default:
				return Object.fromEntries(
					Array.from({ length: this.whole(0, 4) }, () => [this.word(), this.json(depth - 1)]),
				);
		}
	}
}

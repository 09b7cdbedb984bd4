import type { DtmfHandling } from './vendorTypes';

/** Quick key presses become one message; the vendor does not say how quick (ultravox.md §9). */
const BATCH_MS = 500;

/** Digits of a native Plivo call on their way to the agent as user text (ultravox.md §3). */
export class DtmfInput {
	#digits = '';
	#timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly handling: DtmfHandling,
		private readonly deliver: (text: string, urgency: string) => void,
	) {}

	press(digit: string): void {
		if (this.handling.ignore === true) return;
		this.#digits += digit;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#flush(), BATCH_MS);
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	#flush(): void {
		const { text, urgency } = this.handling.userTextMessage ?? {};
		const digits = this.#digits;
		this.#digits = '';
		this.deliver(
			(text || '{digits}').replaceAll('{digits}', digits),
			(urgency ?? 'URGENCY_IMMEDIATE').replace('URGENCY_', '').toLowerCase(),
		);
	}
}

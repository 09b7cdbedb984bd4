import { asPhoneNumber } from '../operations/values';

/** An entry that is no phone number, so nobody can say who is not to be called. */
export interface InvalidEntry {
	/** Place among the entries, from 0. */
	index: number;
	/** The reason in one sentence. */
	problem: string;
}

/**
 * A phone number in E.164 form as it is compared: Argentina's mobile numbers are written with a 9 after the calling code and
 * without, and are one phone.
 */
export const samePhone = (e164: string) => e164.replace(/^\+549(\d{10})$/, '+54$1');

/**
 * Numbers that must not be called. A number is on the list when the whole of it is: no entry stands for a range, as a prefix that
 * was cut off by mistake would then silently take others out.
 */
export class DoNotCallList {
	/** Entries that are not matched, as they are no phone numbers: to be shown, not passed over. */
	readonly invalid: InvalidEntry[] = [];

	private readonly numbers = new Set<string>();

	/**
	 * @param entries phone numbers in any notation; spreadsheets give them as numbers
	 * @param defaultCountry ISO 3166 alpha-2 code of the country of those without a country code
	 */
	constructor(entries: readonly unknown[], defaultCountry?: string) {
		for (const [index, entry] of entries.entries()) {
			const text = typeof entry === 'number' ? String(entry) : entry;
			const number =
				typeof text === 'string'
					? asPhoneNumber(text, defaultCountry)
					: { fault: 'The entry is no text: give a phone number such as +14155550100.' };
			if (typeof number === 'string') this.numbers.add(samePhone(number));
			else this.invalid.push({ index, problem: number.fault });
		}
	}

	/** How many different numbers are on the list. */
	get size(): number {
		return this.numbers.size;
	}

	/** @param e164 a phone number such as +14155550100 */
	has(e164: string): boolean {
		return this.numbers.has(samePhone(e164));
	}
}

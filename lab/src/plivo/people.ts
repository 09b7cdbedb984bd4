import type { PersonScript } from './personScript';

/** Somebody the lab can dial. */
export interface LabPerson {
	/** Digits of the number, with or without `+`, or a `sip:` address. */
	number: string;
	/** What they do when it rings; `answer` when not given. */
	behavior?: 'answer' | 'busy' | 'no-answer' | 'reject';
	/** How long it rings before they do it, in milliseconds. */
	ringMs?: number;
	script?: PersonScript;
	/** Milliseconds they stay on the line after the last step of the script. */
	stayMs?: number;
}

/** The people of the lab, by number. */
export class People {
	readonly #byNumber = new Map<string, LabPerson>();

	/** Adds a person, or replaces the one with that number. */
	add(person: LabPerson): void {
		this.#byNumber.set(normalized(person.number), person);
	}

	/** Who answers a number or a `sip:` address, if anybody does. */
	find(target: string): LabPerson | undefined {
		return this.#byNumber.get(normalized(target));
	}
}

/** The digits of a number; a SIP address as it is, without parameters. */
export function normalized(target: string): string {
	const trimmed = target.trim();
	return /^sips?:/.test(trimmed) ? (trimmed.split(';', 1)[0] ?? '') : trimmed.replace(/\D/g, '');
}

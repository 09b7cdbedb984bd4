import type { CallEnding } from './hangupCauses';
import type { PersonScript } from './personScript';

/** Somebody the lab can dial. */
export interface LabPerson {
	/** Digits of the number, with or without `+`, or a `sip:` address. */
	number: string;
	/** What they do when it rings; `answer` when not given. */
	behavior?: 'answer' | 'busy' | 'no-answer' | 'reject';
	/** How a call of the API ends when they do not pick up, where that differs from what their behavior says. */
	ending?: Partial<CallEnding>;
	/** Who picks up; `human` when not given. A machine says its greeting, beeps, and does the script then. */
	kind?: 'human' | 'machine';
	/** What machine detection takes them for; what they are when not given. */
	detectedAs?: 'human' | 'machine';
	/** What a machine says first. */
	greeting?: string;
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
		const script = person.kind === 'machine' ? machineScript(person) : person.script;
		this.#byNumber.set(normalized(person.number), { ...person, script });
	}

	/** Who answers a number or a `sip:` address, if anybody does. */
	find(target: string): LabPerson | undefined {
		return this.#byNumber.get(normalized(target));
	}
}

function machineScript({ greeting, script = [] }: LabPerson): PersonScript {
	return [{ say: greeting ?? 'nobody is here, leave a message' }, { beep: true }, ...script];
}

/** The digits of a number; a SIP address as it is, without parameters. */
export function normalized(target: string): string {
	const trimmed = target.trim();
	return /^sips?:/.test(trimmed) ? (trimmed.split(';', 1)[0] ?? '') : trimmed.replace(/\D/g, '');
}

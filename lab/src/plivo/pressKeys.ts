import type { CallLeg } from './callLegs';
import { sleep } from './sleep';

/** Half a second, and a whole one. */
const PAUSES_MS: Record<string, number> = { w: 500, W: 1000 };
const DEFAULT_TONE_MS = 100;

/** Keys, `w` and `W` for pauses, and at the end `@` with the length of a tone in ms (plivo.md §5.1). */
export const KEYS_PATTERN = /^[0-9A-D*#wW]+(@\d{1,4})?$/;

/** Presses `send_digits` one after another; the person at that end hears them. */
export async function pressKeys(
	keys: string,
	{ person, ended }: Pick<CallLeg, 'person' | 'ended'>,
): Promise<void> {
	const [digits = '', toneMs] = keys.split('@', 2);
	for (const digit of digits) {
		const pauseMs = PAUSES_MS[digit];
		if (pauseMs === undefined) person.digitsHeard += digit;
		await sleep(pauseMs ?? Number(toneMs ?? DEFAULT_TONE_MS), ended);
		if (ended.aborted) return;
	}
}

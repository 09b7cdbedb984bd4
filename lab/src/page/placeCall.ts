import { callerScript } from '../callerScript';
import type { Lab } from '../lab';

const MOST_LINES = 20;
const LONGEST_LINE = 300;

/** The form cannot be followed; the message says why. */
export class CallFormError extends Error {}

const isNumber = (text: string) => /^\+\d{6,15}$/.test(text);

/**
 * Places the call that the form on the page describes.
 * @throws CallFormError with one sentence
 */
export function placeCallFromForm(lab: Lab, form: URLSearchParams): void {
	const from = (form.get('from') ?? '').replace(/[\s()-]/g, '');
	const to = (form.get('to') ?? '').trim();
	const lines = (form.get('lines') ?? '')
		.split('\n')
		.map((line) => line.trim().slice(0, LONGEST_LINE))
		.filter((line) => line !== '');
	if (!isNumber(from)) throw new CallFormError("'From' must be a number like +14155550199.");
	if (!lab.plivo.account.numbers.has(to.slice(1)) || !isNumber(to)) {
		throw new CallFormError("'To' must be one of the lab's numbers.");
	}
	if (lines.length === 0) throw new CallFormError("'The person says' needs at least one line.");
	lab.plivo.placeInboundCall({ from, to, person: callerScript(lines.slice(0, MOST_LINES)) });
}

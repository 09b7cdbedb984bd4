import { InputProblem } from '../../../../../nodes/shared/operations/inputProblem';
import { Parameters } from '../../../../../nodes/shared/operations/parameters';
import { campaignCalls } from '../../../../../nodes/PhoneAgent/descriptions/campaignCalls';

/** What Start is given for one item; the rest as the panel has it at first. */
export function given(values: Record<string, unknown> = {}): Parameters {
	const defaults = Object.fromEntries(campaignCalls.map((one) => [one.name, one.default]));
	const all: Record<string, unknown> = { ...defaults, ...values };
	return new Parameters(campaignCalls, (name) => all[name]);
}

/** The message of the problem, with its hint behind a bar. */
export function problemOf(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof InputProblem) return `${error.message} | ${error.description ?? ''}`;
		throw error;
	}
	return 'no problem';
}

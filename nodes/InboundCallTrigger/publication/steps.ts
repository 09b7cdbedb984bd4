import type { IHookFunctions } from 'n8n-workflow';
import type { Doing } from './refusal';
import { cause, refusal, wasRefused } from './refusal';

/** One change at Plivo that can be taken back. */
export interface Step extends Doing {
	run(): Promise<void>;
	/** Puts back what was there before, also when nobody knows whether `run` had an effect. */
	undo(): Promise<void>;
	/** What remains when `undo` does not succeed: "+14155550100 is linked to the Application 123". */
	remains: string;
}

async function undoAll(context: IHookFunctions, begun: Step[]): Promise<string[]> {
	const remaining: string[] = [];
	for (const step of [...begun].reverse()) {
		try {
			await step.undo();
		} catch (error) {
			context.logger.warn(`Inbound Call Trigger: could not be put back: ${step.remains}`, {
				cause: cause(error),
			});
			remaining.push(step.remains);
		}
	}
	return remaining;
}

/**
 * Takes the steps in order. When one does not succeed, all are taken back, the last one first.
 * @param whenSomethingRemains called before throwing when not all could be taken back
 * @throws NodeOperationError: which step, Plivo's words, the input to fix, what remains
 */
export async function takeSteps(
	context: IHookFunctions,
	steps: Step[],
	whenSomethingRemains: () => void,
): Promise<void> {
	const begun: Step[] = [];
	let failed: { step: Step; error: unknown } | undefined;
	for (const step of steps) {
		try {
			await step.run();
			begun.push(step);
		} catch (error) {
			failed = { step, error };
			// A time-out may have had its effect all the same.
			if (!wasRefused(error)) begun.push(step);
			break;
		}
	}
	if (failed === undefined) return;
	const remaining = await undoAll(context, begun);
	if (remaining.length > 0) whenSomethingRemains();
	throw refusal(context, failed.step, failed.error, remaining);
}

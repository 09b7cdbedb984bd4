import type { IHookFunctions } from 'n8n-workflow';
import type { Step as SharedStep } from '../../shared/steps';
import { takeSteps as takeAll } from '../../shared/steps';
import type { Doing } from './refusal';
import { cause, refusal } from './refusal';

/** One change at Plivo that can be taken back, and the input of the panel that decides it. */
export interface Step extends SharedStep, Doing {}

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
	const failed = await takeAll(steps, ({ remains }, error) =>
		context.logger.warn(`Inbound Call Trigger: could not be put back: ${remains}`, {
			cause: cause(error),
		}),
	);
	if (failed === undefined) return;
	if (failed.remaining.length > 0) whenSomethingRemains();
	throw refusal(context, failed.step, failed.error, failed.remaining);
}

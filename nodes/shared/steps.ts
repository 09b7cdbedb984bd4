import { wasRefused } from './providerStatus';

/** One change at a provider that can be taken back. */
export interface Step {
	/** Begins a sentence: "Linking +14155550100". */
	doing: string;
	run(): Promise<void>;
	/** Puts back what was there before, also when nobody knows whether `run` had an effect. */
	undo(): Promise<void>;
	/** What remains when `undo` does not succeed: "+14155550100 is linked to the Application 123". */
	remains: string;
}

/** The step that did not succeed, and of which steps something remains. */
export interface FailedSteps<S extends Step> {
	step: S;
	error: unknown;
	remaining: string[];
}

/**
 * Takes the steps in order. When one does not succeed, all are taken back, the last one first.
 * @param whenLeft told of a step that could not be taken back, and why
 * @returns undefined when all succeeded
 */
export async function takeSteps<S extends Step>(
	steps: readonly S[],
	whenLeft: (step: S, error: unknown) => void,
): Promise<FailedSteps<S> | undefined> {
	const begun: S[] = [];
	for (const step of steps) {
		try {
			await step.run();
			begun.push(step);
		} catch (error) {
			// A time-out may have had its effect all the same.
			if (!wasRefused(error)) begun.push(step);
			return { step, error, remaining: await undoAll(begun, whenLeft) };
		}
	}
	return undefined;
}

async function undoAll<S extends Step>(
	begun: readonly S[],
	whenLeft: (step: S, error: unknown) => void,
): Promise<string[]> {
	const remaining: string[] = [];
	for (const step of [...begun].reverse()) {
		try {
			await step.undo();
		} catch (error) {
			whenLeft(step, error);
			remaining.push(step.remains);
		}
	}
	return remaining;
}

import type { CallOutcome } from './callOutcomes/outcomes';
import type { CallEnding, OutcomeRule } from './callOutcomes/rules';
import { OUTCOME_RULES } from './callOutcomes/rules';

export type { CallOutcome, OutcomeOutput } from './callOutcomes/outcomes';
export { OUTCOME_OUTPUTS, OUTPUT_OF_OUTCOME } from './callOutcomes/outcomes';
export type { CallEnding } from './callOutcomes/rules';

/** A fact as the table writes it. */
function written(value: CallEnding[keyof CallEnding]): string {
	return typeof value === 'string' ? value.trim().toLowerCase() : String(value ?? '');
}

/** Where Ultravox says one of these, it only sees that the bridge hung up: the bridge's own reason counts. */
const SAYS_LITTLE = new Set(['', 'hangup']);

function fits({ fact, value }: OutcomeRule, ending: CallEnding): boolean {
	if (fact === 'bridgeReason' && !SAYS_LITTLE.has(written(ending.endReason))) return false;
	return written(value) === written(ending[fact]);
}

/**
 * The row of the table (docs/outcomes.md) that decides what became of a call that is over; null when the facts do not tell. That a
 * person opted out, or that a call was blocked by a rule of the workflow, only the workflow knows.
 */
export function outcomeRule(ending: CallEnding): OutcomeRule | null {
	return OUTCOME_RULES.find((rule) => fits(rule, ending)) ?? null;
}

/** What became of a call that is over, in one word; null when the facts do not tell. */
export function callOutcome(ending: CallEnding): CallOutcome | null {
	return outcomeRule(ending)?.outcome ?? null;
}

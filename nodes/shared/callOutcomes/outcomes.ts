/** What became of a call, in one word. */
export type CallOutcome =
	| 'completed'
	| 'voicemail'
	| 'no-answer'
	| 'busy'
	| 'rejected'
	| 'transferred'
	| 'opted-out'
	| 'blocked'
	| 'failed'
	| 'timeout';

/** Where Call and Wait sends an item when it has an output for each kind of outcome. */
export type OutcomeOutput = 'Completed' | 'Voicemail' | 'Not Reached' | 'Failed';

/** The outputs in the order of the node. */
export const OUTCOME_OUTPUTS: readonly OutcomeOutput[] = [
	'Completed',
	'Voicemail',
	'Not Reached',
	'Failed',
];

/** The output of each outcome. A conversation that was cut at its longest duration is the one exception: see the table. */
export const OUTPUT_OF_OUTCOME: Readonly<Record<CallOutcome, OutcomeOutput>> = {
	completed: 'Completed',
	transferred: 'Completed',
	'opted-out': 'Completed',
	voicemail: 'Voicemail',
	'no-answer': 'Not Reached',
	busy: 'Not Reached',
	rejected: 'Not Reached',
	blocked: 'Failed',
	failed: 'Failed',
	timeout: 'Failed',
};

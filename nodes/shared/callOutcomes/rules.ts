import type { CallOutcome, OutcomeOutput } from './outcomes';
import { OUTPUT_OF_OUTCOME } from './outcomes';
import { VOICE_CODES } from './plivoCodes';

/** What is known of a call that is over. All texts are compared without regard to capitals. */
export interface CallEnding {
	/** Plivo's `HangupCause` (plivo.md §6.3), or its name in a record. */
	hangupCause?: string | null;
	/** Plivo's `HangupCauseCode` of a call of the Voice API; codes of trunk calls mean other things. */
	hangupCode?: number | null;
	/** Plivo's `CallStatus` in the hang-up callback. */
	hangupStatus?: string | null;
	/** Ultravox's `endReason` (ultravox.md §2.2). */
	endReason?: string | null;
	/** Ultravox's `sipDetails.terminationReason` (ultravox.md §2.2). */
	terminationReason?: string | null;
	/** Why the bridge's stream ended (BridgeReport). */
	bridgeReason?: string | null;
	/** Machine detection: a machine picked up. */
	isMachine?: boolean;
	/** A person the call was handed to has answered. */
	isTransferred?: boolean;
}

/** One row of the table: the first row that fits decides. */
export interface OutcomeRule {
	/** What happened, in words for the documentation. */
	what: string;
	/** The fact that says so, and its value; a switch that is on where there is no value. */
	fact: keyof CallEnding;
	value: string | number | true;
	outcome: CallOutcome;
	output: OutcomeOutput;
}

const rule = (
	fact: keyof CallEnding,
	value: OutcomeRule['value'],
	outcome: CallOutcome,
	what: string,
	output: OutcomeOutput = OUTPUT_OF_OUTCOME[outcome],
): OutcomeRule => ({ what, fact, value, outcome, output });

const codeRules = (outcomes: readonly CallOutcome[]): OutcomeRule[] =>
	VOICE_CODES.flatMap(({ code, name, outcome }) =>
		outcome !== null && outcomes.includes(outcome)
			? [rule('hangupCode', code, outcome, name === '' ? 'Not named by Plivo' : name)]
			: [],
	);

/** What somebody knows beside the providers, and what a machine's voice overrules. */
const KNOWN: OutcomeRule[] = [
	rule('isTransferred', true, 'transferred', 'Handed to a person who answered'),
	rule('isMachine', true, 'voicemail', 'A machine picked up'),
	...codeRules(['voicemail']),
];

/** What the bridge's reasons say more than Ultravox's `hangup`; after the others, which stand below, somebody has just hung up. */
const BRIDGE: OutcomeRule[] = [
	rule('bridgeReason', 'agent-lost', 'failed', "The agent's connection broke off"),
	rule('bridgeReason', 'agent-refused', 'failed', 'Ultravox did not let the bridge join'),
	rule('bridgeReason', 'bridge-shutdown', 'failed', 'The bridge was stopped'),
	rule('bridgeReason', 'bridge-lost', 'failed', 'The bridge died'),
	rule('bridgeReason', 'stream-lost', 'failed', "Plivo's connection broke off"),
	rule('bridgeReason', 'no-audio', 'failed', 'No sound came from Plivo'),
	rule('bridgeReason', 'protocol-error', 'failed', 'Plivo or Ultravox sent what is not understood'),
	rule('bridgeReason', 'stalled', 'failed', 'One side took no more sound'),
	rule(
		'bridgeReason',
		'too-long',
		'timeout',
		'Cut at the longest call the bridge allows',
		'Completed',
	),
];

/** The two sides spoke with each other, whatever came after. */
const CONVERSATION: OutcomeRule[] = [
	rule('endReason', 'hangup', 'completed', 'The person hung up'),
	rule('endReason', 'agent_hangup', 'completed', 'The agent hung up'),
	rule('endReason', 'timeout', 'timeout', 'Cut at its longest duration', 'Completed'),
];

/** Nobody picked up. Plivo's status `timeout` is about the ringing, not about the conversation. */
const UNANSWERED: OutcomeRule[] = [
	// A record's state says no more than that nobody answered: the code knows why.
	...codeRules(['no-answer', 'busy', 'rejected', 'blocked', 'failed']),
	rule('hangupCause', 'USER_BUSY', 'busy', 'The line was busy'),
	rule('hangupCause', 'CALL_REJECTED', 'rejected', 'The call was declined'),
	rule('hangupCause', 'NO_ANSWER', 'no-answer', 'It rang, and nobody picked up'),
	rule('hangupCause', 'NO_USER_RESPONSE', 'no-answer', 'The phone did not react'),
	rule('hangupCause', 'SUBSCRIBER_ABSENT', 'no-answer', 'The phone is switched off'),
	rule('hangupCause', 'ORIGINATOR_CANCEL', 'no-answer', 'Given up before it was answered'),
	rule('hangupCause', 'LOSE_RACE', 'no-answer', 'Somebody else picked up first'),
	rule('hangupCause', 'OUTGOING_CALL_BARRED', 'blocked', 'The account may not call there'),
	rule('hangupCause', 'INCOMING_CALL_BARRED', 'blocked', 'The number takes no such calls'),
	rule('hangupCause', 'Busy Line', 'busy', 'The line was busy'),
	rule('hangupCause', 'Rejected', 'rejected', 'The call was declined'),
	rule('hangupCause', 'No Answer', 'no-answer', 'It rang, and nobody picked up'),
	rule('hangupCause', 'Ring Timeout Reached', 'no-answer', 'It rang for the whole ring time'),
	rule('terminationReason', 'SIP_TERMINATION_BUSY', 'busy', 'SIP: busy'),
	rule('terminationReason', 'SIP_TERMINATION_REJECTED', 'rejected', 'SIP: declined'),
	rule('terminationReason', 'SIP_TERMINATION_TIMEOUT', 'no-answer', 'SIP: nobody picked up'),
	rule('terminationReason', 'SIP_TERMINATION_CANCELED', 'no-answer', 'SIP: given up'),
	rule('hangupStatus', 'busy', 'busy', 'The line was busy'),
	rule('hangupStatus', 'no-answer', 'no-answer', 'It rang, and nobody picked up'),
	rule('hangupStatus', 'cancel', 'no-answer', 'Given up before it was answered'),
	rule('hangupStatus', 'timeout', 'no-answer', 'It rang for the whole ring time'),
];

const FAILED: OutcomeRule[] = [
	rule('terminationReason', 'SIP_TERMINATION_INVALID_NUMBER', 'failed', 'SIP: no such number'),
	rule(
		'terminationReason',
		'SIP_TERMINATION_DESTINATION_UNAVAILABLE',
		'failed',
		'SIP: not to be reached',
	),
	rule(
		'endReason',
		'unjoined',
		'failed',
		'The phone was answered, and the agent never joined; or Plivo refused to dial',
	),
	rule('endReason', 'connection_error', 'failed', 'The connection to the agent broke off'),
	rule('endReason', 'system_error', 'failed', 'Ultravox failed'),
	rule('hangupStatus', 'failed', 'failed', 'Plivo could not connect the call'),
];

/** Over in an ordinary way, as far as anybody knows. */
const ORDINARY: OutcomeRule[] = [
	...codeRules(['timeout']).map((one) => ({ ...one, output: 'Completed' as const })),
	rule(
		'hangupCause',
		'ALLOTTED_TIMEOUT',
		'timeout',
		'Cut at the longest duration given to Plivo',
		'Completed',
	),
	rule('hangupStatus', 'completed', 'completed', 'The call took place'),
	rule('bridgeReason', 'caller-hangup', 'completed', 'The person hung up, says the bridge alone'),
	rule('bridgeReason', 'agent-ended', 'completed', 'The agent hung up, says the bridge alone'),
	rule('bridgeReason', 'hung-up', 'completed', 'Hung up by a workflow or on the live page'),
	rule('hangupCause', 'NORMAL_CLEARING', 'completed', 'Hung up in the ordinary way'),
	rule(
		'terminationReason',
		'SIP_TERMINATION_NORMAL',
		'completed',
		'SIP: ended in the ordinary way',
	),
];

/** The table, from the strongest row to the weakest: the first that fits decides. */
export const OUTCOME_RULES: readonly OutcomeRule[] = [
	...KNOWN,
	...BRIDGE,
	...CONVERSATION,
	...UNANSWERED,
	...FAILED,
	...ORDINARY,
];

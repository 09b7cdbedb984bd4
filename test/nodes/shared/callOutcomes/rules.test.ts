import type { BridgeReport } from '../../../../nodes/shared/bridgeEvents';
import { callOutcome, outcomeRule } from '../../../../nodes/shared/callOutcome';
import type { CallEnding, CallOutcome } from '../../../../nodes/shared/callOutcome';
import { OUTPUT_OF_OUTCOME } from '../../../../nodes/shared/callOutcomes/outcomes';
import { TRUNK_CODES, VOICE_CODES } from '../../../../nodes/shared/callOutcomes/plivoCodes';
import { OUTCOME_RULES } from '../../../../nodes/shared/callOutcomes/rules';

const written = (ending: CallEnding) => JSON.stringify(ending);

/** What is written here is from the references, and not from the table that is tested. */
type Expected = Partial<Record<CallOutcome | 'nothing', ReadonlyArray<string | number>>>;

/** plivo.md §2.6, §6.3, §7.2. */
const CODES: Expected = {
	voicemail: [9100],
	'no-answer': [1000, 3000, 6010, 9000],
	busy: [3010],
	rejected: [3020, 9110],
	blocked: [2030, 2040],
	timeout: [6000],
	failed: [
		1010, 1020, 2000, 2010, 2020, 2060, 2070, 3030, 3050, 4240, 4250, 5010, 5020, 5030, 6020, 7011,
		7012, 7013, 7014, 8011, 8012, 8013, 8014,
	],
	nothing: [0, 4000, 4010, 4020, 4030],
};
/** plivo.md §2.6. */
const TRUNKS: Expected = {
	busy: [4410],
	'no-answer': [4420, 4550],
	failed: [
		4000, 4030, 4070, 4080, 4090, 4100, 4110, 4120, 4130, 4140, 4150, 4170, 4180, 4190, 4310, 4320,
		4340, 4560, 4570, 4590, 4630, 4650, 5180, 5190, 5220, 5360,
	],
	nothing: [3000, 3010, 3020, 3030, 3040],
};
/** plivo.md §6.3, and `cancel` of §6.6. */
const STATUSES: Expected = {
	completed: ['completed'],
	busy: ['busy'],
	failed: ['failed'],
	'no-answer': ['timeout', 'no-answer', 'cancel'],
};
/** plivo.md §6.3, and the names in records. */
const CAUSES: Expected = {
	busy: ['USER_BUSY', 'Busy Line'],
	rejected: ['CALL_REJECTED', 'Rejected'],
	'no-answer': [
		'NO_ANSWER',
		'NO_USER_RESPONSE',
		'SUBSCRIBER_ABSENT',
		'ORIGINATOR_CANCEL',
		'LOSE_RACE',
		'No Answer',
		'Ring Timeout Reached',
	],
	blocked: ['OUTGOING_CALL_BARRED', 'INCOMING_CALL_BARRED'],
	timeout: ['ALLOTTED_TIMEOUT'],
	completed: ['NORMAL_CLEARING'],
};
/** ultravox.md §2.2. */
const END_REASONS: Expected = {
	completed: ['hangup', 'agent_hangup'],
	timeout: ['timeout'],
	failed: ['unjoined', 'connection_error', 'system_error'],
};
/** ultravox.md §2.2. */
const TERMINATIONS: Expected = {
	completed: ['SIP_TERMINATION_NORMAL'],
	'no-answer': ['SIP_TERMINATION_TIMEOUT', 'SIP_TERMINATION_CANCELED'],
	busy: ['SIP_TERMINATION_BUSY'],
	rejected: ['SIP_TERMINATION_REJECTED'],
	failed: ['SIP_TERMINATION_INVALID_NUMBER', 'SIP_TERMINATION_DESTINATION_UNAVAILABLE'],
	nothing: ['SIP_TERMINATION_UNKNOWN'],
};
/** Of every reason the bridge can give; the compiler asks for those that are new. */
const BRIDGE: Record<BridgeReport['reason'], CallOutcome> = {
	'caller-hangup': 'completed',
	'agent-ended': 'completed',
	'hung-up': 'completed',
	'stream-lost': 'failed',
	'agent-refused': 'failed',
	'agent-lost': 'failed',
	'bridge-shutdown': 'failed',
	'bridge-lost': 'failed',
	'protocol-error': 'failed',
	'no-audio': 'failed',
	stalled: 'failed',
	'too-long': 'timeout',
};

type Fact = keyof CallEnding;
const facts = (fact: Fact, expected: Expected) =>
	Object.entries(expected).flatMap(([outcome, values]) =>
		values.map((value) => [fact, value, outcome === 'nothing' ? null : outcome] as const),
	);
const ALL: ReadonlyArray<readonly [Fact, string | number | true, string | null]> = [
	['isTransferred', true, 'transferred'],
	['isMachine', true, 'voicemail'],
	...facts('hangupCode', CODES),
	...facts('hangupStatus', STATUSES),
	...facts('hangupCause', CAUSES),
	...facts('endReason', END_REASONS),
	...facts('terminationReason', TERMINATIONS),
	...Object.entries(BRIDGE).map(([reason, outcome]) => ['bridgeReason', reason, outcome] as const),
];

/** What Call and Wait does with an outcome that a provider told. */
const OUTPUTS: Record<string, string> = {
	completed: 'Completed',
	transferred: 'Completed',
	timeout: 'Completed',
	voicemail: 'Voicemail',
	'no-answer': 'Not Reached',
	busy: 'Not Reached',
	rejected: 'Not Reached',
	blocked: 'Failed',
	failed: 'Failed',
};

describe('what each fact says when nothing else is known', () => {
	it.each(ALL)('%s %s is %s', (fact, value, outcome) => {
		const found = outcomeRule({ [fact]: value });
		expect(found?.outcome ?? null).toBe(outcome);
		expect(found?.output).toBe(outcome === null ? undefined : OUTPUTS[outcome]);
	});

	it('is what the table has, and no more', () => {
		const named = (fact: string, value: unknown) => `${fact} ${String(value)}`;
		const rows = OUTCOME_RULES.map(({ fact, value }) => named(fact, value));
		const known = ALL.filter(([, , outcome]) => outcome !== null);
		expect(rows.sort()).toEqual(known.map(([fact, value]) => named(fact, value)).sort());
	});
});

test('no value is in the table twice, so that no row is without effect', () => {
	const values = OUTCOME_RULES.map(({ fact, value }) => `${fact} ${String(value).toLowerCase()}`);
	expect(values).toHaveLength(new Set(values).size);
});

test.each([
	['calls', CODES, VOICE_CODES],
	['trunks', TRUNKS, TRUNK_CODES],
])('the codes of %s are those of the references', (_of, expected, codes) => {
	const byCode = (one: readonly [unknown, unknown], other: readonly [unknown, unknown]) =>
		Number(one[0]) - Number(other[0]);
	const wanted = facts('hangupCode', expected).map(([, code, outcome]) => [code, outcome] as const);
	const known = codes.map(({ code, outcome }) => [code, outcome] as const);
	expect([...known].sort(byCode)).toEqual(wanted.sort(byCode));
});

describe('the reasons of the bridge beside what Ultravox says', () => {
	// Ultravox only sees that the bridge hung up.
	it.each(Object.entries(BRIDGE))('%s is %s', (bridgeReason, outcome) => {
		expect(callOutcome({ endReason: 'hangup', bridgeReason })).toBe(outcome);
	});

	it.each(Object.keys(BRIDGE))('%s changes nothing where Ultravox knows more', (bridgeReason) => {
		expect(callOutcome({ endReason: 'agent_hangup', bridgeReason })).toBe('completed');
		expect(callOutcome({ endReason: 'unjoined', bridgeReason })).toBe('failed');
	});
});

describe('several facts together', () => {
	const cases: Array<[string, CallEnding, string | null]> = [
		[
			'a machine that Plivo hung up on',
			{ endReason: 'unjoined', hangupCode: 9100, hangupStatus: 'completed' },
			'voicemail',
		],
		['a machine that the agent talked with', { endReason: 'hangup', isMachine: true }, 'voicemail'],
		[
			'busy, though Ultravox waited in vain',
			{ endReason: 'unjoined', hangupCode: 3010, hangupStatus: 'busy' },
			'busy',
		],
		[
			'busy, in a record whose state says no more than that nobody answered',
			{ hangupCode: 3010, hangupStatus: 'no-answer', hangupCause: 'Busy Line' },
			'busy',
		],
		[
			'picked up, and the agent never came',
			{ endReason: 'unjoined', hangupCode: 4000, hangupStatus: 'completed' },
			'failed',
		],
		[
			'picked up, and the answer URL was not reached',
			{ endReason: 'unjoined', hangupCode: 7011, hangupStatus: 'completed' },
			'failed',
		],
		['handed to a human', { endReason: 'agent_hangup', isTransferred: true }, 'transferred'],
		[
			'a talk, after which Plivo reports a fault',
			{ endReason: 'hangup', hangupCode: 6020 },
			'completed',
		],
		['the bridge lost the agent', { endReason: 'hangup', bridgeReason: 'agent-lost' }, 'failed'],
		[
			'the bridge lost an agent that had said goodbye',
			{ endReason: 'agent_hangup', bridgeReason: 'agent-lost' },
			'completed',
		],
		[
			'the stream was lost in the talk: the person may have been there still',
			{ endReason: 'hangup', bridgeReason: 'stream-lost', hangupStatus: 'completed' },
			'failed',
		],
		[
			'the bridge heard a hang-up, and Plivo knows that the line was busy',
			{ bridgeReason: 'caller-hangup', hangupCode: 3010 },
			'busy',
		],
		['in capitals', { hangupStatus: 'BUSY' }, 'busy'],
		['it goes on', { hangupStatus: 'in-progress', isMachine: false }, null],
		['nothing is known', {}, null],
	];
	it.each(cases)('%s', (_name, ending, outcome) => {
		expect({ of: written(ending), is: callOutcome(ending) }).toEqual({
			of: written(ending),
			is: outcome,
		});
	});

	it('sends a conversation that was cut to Completed, and an unknown end to Failed', () => {
		expect(outcomeRule({ endReason: 'timeout' })?.output).toBe('Completed');
		expect(OUTPUT_OF_OUTCOME.timeout).toBe('Failed');
	});
});

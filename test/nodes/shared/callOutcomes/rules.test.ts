import { callOutcome, outcomeRule } from '../../../../nodes/shared/callOutcome';
import type { CallEnding } from '../../../../nodes/shared/callOutcome';
import { OUTPUT_OF_OUTCOME } from '../../../../nodes/shared/callOutcomes/outcomes';
import { TRUNK_CODES, VOICE_CODES } from '../../../../nodes/shared/callOutcomes/plivoCodes';
import { OUTCOME_RULES } from '../../../../nodes/shared/callOutcomes/rules';

const written = (ending: CallEnding) => JSON.stringify(ending);

describe('each row of the table decides when nothing else is known', () => {
	it.each(OUTCOME_RULES.map((rule) => [`${rule.fact} ${rule.value}: ${rule.what}`, rule] as const))(
		'%s',
		(_name, rule) => {
			expect(outcomeRule({ [rule.fact]: rule.value })).toMatchObject({
				outcome: rule.outcome,
				output: rule.output,
			});
		},
	);
});

test('no value is in the table twice, so that no row is without effect', () => {
	const values = OUTCOME_RULES.map(({ fact, value }) => `${fact} ${String(value).toLowerCase()}`);
	expect(values).toHaveLength(new Set(values).size);
});

describe('the table is complete', () => {
	/** ultravox.md §2.2. */
	const END_REASONS = {
		unjoined: 'failed',
		hangup: 'completed',
		agent_hangup: 'completed',
		timeout: 'timeout',
		connection_error: 'failed',
		system_error: 'failed',
	};
	/** plivo.md §6.3, and `cancel` of §6.6. */
	const STATUSES = {
		completed: 'completed',
		busy: 'busy',
		failed: 'failed',
		timeout: 'no-answer',
		'no-answer': 'no-answer',
		cancel: 'no-answer',
	};
	/** ultravox.md §2.2. */
	const TERMINATIONS = {
		SIP_TERMINATION_NORMAL: 'completed',
		SIP_TERMINATION_INVALID_NUMBER: 'failed',
		SIP_TERMINATION_TIMEOUT: 'no-answer',
		SIP_TERMINATION_DESTINATION_UNAVAILABLE: 'failed',
		SIP_TERMINATION_BUSY: 'busy',
		SIP_TERMINATION_CANCELED: 'no-answer',
		SIP_TERMINATION_REJECTED: 'rejected',
		SIP_TERMINATION_UNKNOWN: null,
	};

	it.each(Object.entries(END_REASONS))('Ultravox: %s is %s', (endReason, outcome) => {
		expect(callOutcome({ endReason })).toBe(outcome);
	});

	it.each(Object.entries(STATUSES))('Plivo: %s is %s', (hangupStatus, outcome) => {
		expect(callOutcome({ hangupStatus })).toBe(outcome);
	});

	it.each(Object.entries(TERMINATIONS))('SIP: %s is %s', (terminationReason, outcome) => {
		expect(callOutcome({ terminationReason })).toBe(outcome);
	});

	it.each(VOICE_CODES.map(({ code, outcome }) => [code, outcome] as const))(
		'code %i is %s',
		(hangupCode, outcome) => {
			expect(callOutcome({ hangupCode })).toBe(outcome);
		},
	);

	it('for the codes that the references name', () => {
		const codes = new Set(VOICE_CODES.map(({ code }) => code));
		// plivo.md §7.2 and §2.6.
		const named = [
			1000, 2030, 2070, 3010, 3020, 3030, 4000, 4010, 4240, 4250, 5030, 6000, 6010, 6020, 7011,
			7012, 7013, 7014, 8011, 8012, 8013, 8014, 9100,
		];
		expect(named.filter((code) => !codes.has(code))).toEqual([]);
		const trunk = [
			3000, 3010, 3020, 3030, 3040, 4000, 4030, 4070, 4080, 4090, 4100, 4110, 4120, 4130, 4140,
			4150, 4170, 4180, 4190, 4310, 4320, 4340, 4410, 4420, 4550, 4560, 4650, 4570, 4590, 4630,
			5180, 5190, 5220, 5360,
		];
		const known = new Set(TRUNK_CODES.map(({ code }) => code));
		expect(trunk.filter((code) => !known.has(code))).toEqual([]);
	});

	it('with an output for every outcome', () => {
		const outcomes = OUTCOME_RULES.map(({ outcome }) => outcome);
		expect(outcomes.filter((outcome) => OUTPUT_OF_OUTCOME[outcome] === undefined)).toEqual([]);
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
		['the person hung up on the bridge', { bridgeReason: 'caller-hangup' }, null],
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

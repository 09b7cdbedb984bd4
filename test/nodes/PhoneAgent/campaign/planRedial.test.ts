import fc from 'fast-check';
import type { RedialRules } from '../../../../nodes/PhoneAgent/campaign/planRedial';
import { planRedial } from '../../../../nodes/PhoneAgent/campaign/planRedial';
import type { Calendar } from '../../../../nodes/PhoneAgent/campaign/readCalendar';
import type {
	Attempt,
	AttemptState,
	RowState,
} from '../../../../nodes/PhoneAgent/campaign/rowStates';
import { readCallingWindow } from '../../../../nodes/shared/callingHours/callingWindow';
import { DoNotCallList } from '../../../../nodes/shared/callingHours/doNotCallList';

const FROM = '+14155550199';
const NOON = Date.parse('2025-06-03T17:00Z');
const HOUR = 3_600_000;

const attempt = (
	state: AttemptState,
	{ number = 1, windowEnd = '2025-06-02T22:59:00.000Z', batch = 'b' as string | null } = {},
): Attempt => ({
	attempt: number,
	state,
	scheduled:
		batch === null
			? null
			: {
					rowId: 'r',
					attempt: number,
					status: '',
					callId: null,
					error: null,
					metadata: { n8nCampaign: 'spring', n8nRow: 'r', customer: 'c1' },
					templateContext: { name: 'Anna' },
					outgoing: { to: '+13125550100', from: FROM, additionalParams: { ring_timeout: 25 } },
				},
	batchId: batch,
	windowStart: null,
	windowEnd,
	call: state === 'ended' || state === 'live' ? { callId: `call-${number}` } : null,
});

const row = (first: Attempt, ...others: Attempt[]): RowState => ({
	id: 'r',
	to: '+13125550100',
	from: FROM,
	item: 4,
	attempts: [first, ...others],
});

const rules = (fields: Partial<RedialRules> = {}): RedialRules => ({
	chosen: new Set(['expired', 'busy', 'no-answer']),
	mostAttempts: 3,
	doNotCall: new DoNotCallList([]),
	variables: { names: [], needed: new Set() },
	outcomes: new Map(),
	...fields,
});

const calendar = (fields: Partial<Calendar> = {}): Calendar => ({
	window: readCallingWindow({
		weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
		start: '09:00',
		end: '18:00',
		shortestMinutes: 15,
	}),
	from: new Date(NOON),
	horizonDays: 7,
	mostPerWindow: Infinity,
	callsPerMinute: 100,
	...fields,
});

const reasonOf = (state: RowState, given: RedialRules) =>
	planRedial([state], given, calendar()).notCalled[0]?.reason;

describe('who is called again', () => {
	test('has all that the last attempt had, under the next number', () => {
		const { batches, notCalled } = planRedial([row(attempt('expired'))], rules(), calendar());
		expect(notCalled).toEqual([]);
		expect(batches[0]?.rows).toEqual([
			{
				item: 4,
				id: 'r',
				phoneNumber: '+13125550100',
				from: FROM,
				templateContext: { name: 'Anna' },
				metadata: { customer: 'c1' },
				additionalParams: { ring_timeout: 25 },
				attempt: 2,
			},
		]);
		expect(batches[0]?.windowStart.toISOString()).toBe('2025-06-03T17:00:00.000Z');
	});

	test.each<[string, RowState, Partial<RedialRules>, string | undefined]>([
		['waits', row(attempt('waiting')), {}, 'isWaiting'],
		['waits in a paused batch', row(attempt('expired'), attempt('paused')), {}, 'isWaiting'],
		['is on the phone', row(attempt('live')), {}, 'isWaiting'],
		[
			'must not be called',
			row(attempt('expired')),
			{ doNotCall: new DoNotCallList(['+13125550100']) },
			'doNotCall',
		],
		[
			'was reached before, whatever came later',
			row(attempt('ended'), attempt('expired', { number: 2 })),
			{ outcomes: new Map([['call-1', 'completed']]) },
			'isReached',
		],
		[
			'was handed to a human',
			row(attempt('ended')),
			{ outcomes: new Map([['call-1', 'transferred']]) },
			'isReached',
		],
		['ended nobody knows how', row(attempt('ended')), {}, 'unknownOutcome'],
		['has a call that is not there any more', row(attempt('unknown')), {}, 'unknownOutcome'],
		[
			'came out as is not chosen',
			row(attempt('ended')),
			{ outcomes: new Map([['call-1', 'voicemail']]) },
			'notChosen',
		],
		[
			'was tried often enough',
			row(attempt('expired'), attempt('expired'), attempt('expired')),
			{},
			'tooManyAttempts',
		],
		[
			'has no batch any more',
			row(attempt('ended', { batch: null })),
			{ outcomes: new Map([['call-1', 'busy']]) },
			'unknownOutcome',
		],
		[
			'has no value for what the agent asks for since',
			row(attempt('expired')),
			{ variables: { names: ['name', 'day'], needed: new Set(['name', 'day']) } },
			'badRow',
		],
		[
			'is left alone anyway, and lacks a value, too',
			row(attempt('waiting')),
			{ variables: { names: ['day'], needed: new Set(['day']) } },
			'isWaiting',
		],
		['was busy', row(attempt('ended')), { outcomes: new Map([['call-1', 'busy']]) }, undefined],
	])('nobody else: one who %s', (_what, state, fields, reason) => {
		expect(reasonOf(state, rules(fields))).toBe(reason);
	});

	test('is never called in the window of the last attempt', () => {
		fc.assert(
			fc.property(fc.integer({ min: -200, max: 200 }), (hours) => {
				const windowEnd = new Date(NOON + hours * HOUR - 60_000).toISOString();
				const { batches } = planRedial(
					[row(attempt('expired', { windowEnd }))],
					rules(),
					calendar({ horizonDays: 5 }),
				);
				for (const { windowStart } of batches) {
					expect(windowStart.getTime()).toBeGreaterThanOrEqual(Date.parse(windowEnd));
					expect(windowStart.getTime()).toBeGreaterThanOrEqual(NOON);
				}
				expect(batches).toHaveLength(1);
			}),
		);
	});

	test('P2.9 is not called in what the end of a horizon left of the window of the last attempt', () => {
		// Tuesday, 14:00 in Chicago: the window would have been open until 18:00.
		const windowEnd = '2025-06-03T18:59:00.000Z';
		const starts = (fields: Partial<Calendar> = {}) =>
			planRedial(
				[row(attempt('expired', { windowEnd }))],
				rules(),
				calendar({ from: new Date('2025-06-03T19:05Z'), ...fields }),
			).batches.map(({ windowStart }) => windowStart.toISOString());
		expect(starts()).toEqual(['2025-06-04T14:00:00.000Z']);
		const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
		const always = { weekdays: days, start: '00:00', end: '24:00', shortestMinutes: 15 };
		expect(starts({ window: readCallingWindow(always) })).toEqual(['2025-06-03T19:05:00.000Z']);
	});

	test('P2.9 rows of several windows share the throttle', () => {
		const rows = Array.from({ length: 1_200 }, (_one, place) => {
			const windowEnd = place % 2 === 0 ? '2025-06-02T22:59:00Z' : '2025-06-03T17:30:00Z';
			return { ...row(attempt('expired', { windowEnd })), id: String(place) };
		});
		const { batches } = planRedial(
			rows,
			rules(),
			calendar({
				callsPerMinute: 1,
				horizonDays: 14,
				from: new Date('2025-06-03T14:00Z'),
			}),
		);
		for (const one of batches) {
			const minutes = (one.windowEnd.getTime() - one.windowStart.getTime()) / 60_000;
			const atOnce = batches
				.filter(
					({ windowStart, windowEnd }) =>
						windowStart < one.windowEnd && one.windowStart < windowEnd,
				)
				.reduce((sum, batch) => sum + batch.rows.length, 0);
			expect(atOnce).toBeLessThanOrEqual(minutes);
		}
		expect(batches.reduce((sum, batch) => sum + batch.rows.length, 0)).toBe(1_200);
	});
});

import type { DueCall, DuePlan } from '../../../../nodes/PhoneAgent/outbound/duePlan';
import type { OutboundCall } from '../../../../nodes/PhoneAgent/outbound/outboundCall';
import { forgetHeard, rememberHeard } from '../../../../nodes/PhoneAgent/waiting/heard';
import { toldEnd, tooLateReason } from '../../../../nodes/PhoneAgent/waiting/tooLate';
import type { CallState } from '../../../../nodes/shared/callResult/callState';
import type { PlacedCall } from '../../../../nodes/shared/placedCall';

const NOW = Date.parse('2026-11-20T10:30:00.000Z');
const MINUTE_MS = 60_000;
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * MINUTE_MS).toISOString();

/** A call that is over: when each side ended, in minutes ago; null for what has not, or nobody knows. */
const over = (agent: number | null, phone: number | null): CallState => ({
	placed: { run, item: 0 } as PlacedCall,
	calls: [{ callId: 'agent', joined: at(600), ended: agent === null ? null : at(agent) }],
	leg: { state: 'over', record: phone === null ? null : { end_time: at(phone) } },
	isOver: true,
});

/** A run of which nothing was heard before. */
let run = '';
let runs = 0;
beforeEach(() => {
	runs += 1;
	run = `run-${runs}`;
});

const plan = { deadline: NOW + 60 * MINUTE_MS } as DuePlan;

const due = (lastsMinutes: number, dialUntil?: number): DueCall => ({
	call: { ...(dialUntil === undefined ? {} : { dialUntil }) } as OutboundCall,
	after: 0,
	lasts: lastsMinutes * MINUTE_MS,
});

const reason = (state: CallState, call = due(10)) =>
	tooLateReason(
		plan,
		call,
		toldEnd('execution', { ...state, placed: { run, item: 0 } as PlacedCall }, NOW),
		NOW,
	);

describe('P2.5, P2.6: who is due is not called too late', () => {
	test.each<[string, CallState]>([
		['has just been told', over(0.1, 0.1)],
		['is told for the fifth time', over(7.5, 7.5)],
		['of a talk with a human is told ever more rarely', over(80, 40)],
		['is not known', over(null, null)],
	])('called, where the end %s', (_which, state) => {
		expect(reason(state)).toBeNull();
	});

	test.each([
		['20', over(20, 20)],
		['20', over(20, null)],
		['30', over(40, 30)],
	])('not called, where the end is heard of after an outage, %s minutes late', (minutes, state) => {
		expect(reason(state)).toContain(`made room, ${minutes} minutes late`);
	});

	describe("by Plivo's hang-up, which does not name the zone of its times", () => {
		/** Plivo alone has told it; the agent's part ended so many minutes ago. */
		const hungUp = (agent: number | null): CallState => ({
			...over(agent, null),
			leg: { state: 'over', record: null, hangup: { EndTime: at(0).slice(0, 19) } },
		});

		test('called, after a talk with a human that was longer than any patience', () => {
			expect(reason(hungUp(30))).toBeNull();
			expect(reason(hungUp(90))).toBeNull();
		});

		test('not called, where nobody could be called for an hour after it was told', () => {
			rememberHeard({ execution: 'execution', run, item: 0 }, NOW - 61 * MINUTE_MS);
			expect(reason(hungUp(90))).toContain('had ended 61 minutes before');
		});

		test.each<[boolean, number | null]>([
			[true, null],
			// Ultravox may have told its end before, to another process.
			[false, 0.5],
		])('of an agent that ended %s: nobody else can have been told of it', (isFresh, agent) => {
			expect(toldEnd('execution', hungUp(agent), NOW).isFresh).toBe(isFresh);
		});
	});

	test('called, where n8n heard of the end in time and could not dial until now', () => {
		rememberHeard({ execution: 'execution', run, item: 0 }, NOW - 49 * MINUTE_MS);
		rememberHeard({ execution: 'execution', run, item: 0 }, NOW - 20 * MINUTE_MS);
		expect(reason(over(50, 50))).toBeNull();
		expect(reason(over(70, 70))).toContain('made room, 21 minutes late');
	});

	test('not called, where n8n heard of the end in time and could not dial for an hour', () => {
		rememberHeard({ execution: 'execution', run, item: 0 }, NOW - 69 * MINUTE_MS);
		expect(reason(over(59, 59))).toBeNull();
		expect(reason(over(70, 70))).toContain('had ended 70 minutes before');
		expect(reason(over(70, 70), due(10, Date.now() + MINUTE_MS))).toBeNull();
	});

	test('an end that was told while the call went on is heard of when it is told again', () => {
		const call = { execution: 'execution', run, item: 0 };
		rememberHeard(call, NOW - 21 * MINUTE_MS);
		forgetHeard(call);
		expect(reason(over(20, 20))).toContain('made room, 20 minutes late');
	});

	test("'Dial Until' decides, where it is given", () => {
		expect(reason(over(20, 20), due(10, Date.now() + MINUTE_MS))).toBeNull();
		expect(reason(over(0.1, 0.1), due(10, 1))).toMatch(/later than 'Dial Until'/);
	});

	test('not called, where the call could go on after the deadline', () => {
		expect(reason(over(0.1, 0.1), due(59))).toBeNull();
		expect(reason(over(0.1, 0.1), due(61))).toMatch(/goes on at 2026-11-20T11:30:00.000Z/);
	});

	test.each<[boolean, CallState]>([
		[true, over(0.3, null)],
		[true, over(40, 0.3)],
		// Whoever is due after it may have been called half a minute before, and Ultravox not list that yet.
		[false, over(0.4, null)],
		[false, over(0.5, 0.5)],
		[false, over(null, null)],
	])('nobody else can have been told of the end: %s', (isFresh, state) => {
		expect(toldEnd('execution', state, NOW).isFresh).toBe(isFresh);
	});
});

import type { IDataObject } from 'n8n-workflow';
import { turnAfter } from '../../../../nodes/PhoneAgent/waiting/whoDials';
import type { Teller } from '../../../../nodes/PhoneAgent/waiting/whoDials';
import type { CallState } from '../../../../nodes/shared/callResult/callState';
import type { PlacedCall } from '../../../../nodes/shared/placedCall';

const NOW = Date.parse('2026-11-20T10:30:00.000Z');
const at = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString();

/** A call that is over: when each side ended, in seconds ago; null for what has not, or nobody knows. */
function over(agent: number | null, phone: number | null, more: IDataObject = {}): CallState {
	const call = {
		callId: 'agent',
		created: at(600),
		joined: at(590),
		ended: agent === null ? null : at(agent),
		joinTimeout: '75s',
		...more,
	};
	const record = phone === null ? null : { end_time: at(phone) };
	return {
		placed: {} as PlacedCall,
		calls: [call],
		leg: { state: 'over', record },
		isOver: true,
	};
}

const ULTRAVOX: Teller = { kind: 'ended', callId: 'agent' };
const PLIVO: Teller = { kind: 'hangup' };
const BRIDGE: Teller = { kind: 'bridge' };

/** What each of them does, asked in the same moment. */
const turns = (state: CallState, isLast = false) =>
	[ULTRAVOX, PLIVO, BRIDGE, { kind: 'other' } as const].map(
		(teller) => turnAfter(state, teller, isLast, NOW).what,
	);

describe('P2.5, P2.6: whoever dials after a call that is over', () => {
	test.each([
		['a moment ago, Plivo has no record yet', over(1, null), ['now', 'later', 'later', 'others']],
		['told again, Plivo has no record yet', over(31, null), ['later', 'now', 'later', 'others']],
		['told again, Plivo has its record', over(31, 30), ['later', 'now', 'later', 'others']],
		['told for the third time', over(95, 94), ['now', 'now', 'later', 'others']],
		['a message was left, Plivo tells it', over(32, 1), ['later', 'now', 'later', 'others']],
		['a long message was left', over(110, 1), ['later', 'now', 'later', 'others']],
		['with a human, who has just hung up', over(400, 1), ['later', 'now', 'later', 'others']],
		[
			'busy a moment ago',
			over(null, 1, { created: at(10), joined: null }),
			['later', 'now', 'later', 'others'],
		],
		[
			'busy a moment ago, and Ultravox has ended the call at once',
			over(1, 2, { created: at(10), joined: null }),
			['later', 'now', 'later', 'others'],
		],
		[
			'busy, the agent is about to give up',
			over(null, 60, { created: at(71), joined: null }),
			['later', 'others', 'later', 'others'],
		],
		[
			'busy, the agent has given up',
			over(1, 70, { created: at(76), joined: null }),
			['now', 'others', 'later', 'others'],
		],
	])('%s', (_when, state, expected) => {
		expect(turns(state)).toEqual(expected);
	});

	test('Plivo is not let dial when Ultravox may tell that it has given up', () => {
		const busy = over(null, 1, { created: at(10), joined: null });
		const turn = turnAfter(busy, PLIVO, false, NOW);
		expect(turn).toEqual({ what: 'now', by: NOW + 50_000 });
	});

	test('Ultravox, telling an end for the first time, is not let dial when Plivo may', () => {
		expect(turnAfter(over(5, null), ULTRAVOX, false, NOW)).toEqual({
			what: 'now',
			by: NOW + 10_000,
		});
	});

	// An order may take ten seconds longer than it may begin; Plivo tells an end for 55 s, and orders within five.
	test.each([0, 5, 20, 60, 110, 3_600])(
		'at no moment both of them, when the phone lasts %d s longer than the agent',
		(longer) => {
			const dialing = (teller: Teller, from: number, until: number): number[] =>
				Array.from({ length: until - from }, (_none, index) => from + index).filter((since) => {
					const phone = since - longer;
					const state = over(since, phone < 0 ? null : phone);
					return turnAfter(state, teller, false, NOW).what === 'now';
				});
			const ultravox = dialing(ULTRAVOX, longer, longer + 400);
			const plivo = dialing(PLIVO, longer, longer + 60);
			expect(ultravox.length).toBeGreaterThan(0);
			expect(plivo.length).toBeGreaterThan(0);
			const takes = 10;
			const clash = ultravox.filter((one) => plivo.some((other) => Math.abs(one - other) < takes));
			expect(clash).toEqual([]);
		},
	);

	test('Ultravox does not wait for Plivo where only the first of two calls under one key is dialed', () => {
		const direct = over(31, 30);
		expect(turnAfter(direct, ULTRAVOX, false, NOW).what).toBe('later');
		const placed = { audioPath: 'bridge' } as PlacedCall;
		expect(turnAfter({ ...direct, placed }, ULTRAVOX, false, NOW).what).toBe('now');
	});

	test.each([
		['a conversation', over(121, null)],
		['one that nobody joined', over(121, 190, { created: at(196), joined: null })],
	])('the bridge, when the others have not for two minutes: %s', (_what, state) => {
		expect(turnAfter(state, BRIDGE, false, NOW).what).toBe('now');
	});

	test.each([
		['n8n was down for an hour', over(3_600, 3_600)],
		['with a human, and Plivo did not tell', over(400, 100)],
	])('Ultravox, when Plivo does not tell any more: %s', (_when, state) => {
		expect(turnAfter(state, ULTRAVOX, false, NOW).what).toBe('now');
	});

	test('a record that does not come is not waited for for ever', () => {
		const state = over(700, null);
		expect(turnAfter(state, ULTRAVOX, false, NOW).what).toBe('later');
		expect(turnAfter(state, ULTRAVOX, true, NOW).what).toBe('now');
	});

	test('of a conversation in two calls, the end of the last one counts', () => {
		const state = over(1, null);
		state.calls.unshift({ callId: 'before', joined: at(500), ended: at(300) });
		expect(turnAfter(state, ULTRAVOX, false, NOW).what).toBe('now');
		expect(turnAfter(state, { kind: 'ended', callId: 'before' }, false, NOW).what).toBe('others');
	});

	test('a call that Ultravox has deleted', () => {
		expect(turns({ ...over(1, 1), calls: [] })).toEqual(['now', 'others', 'others', 'others']);
	});
});

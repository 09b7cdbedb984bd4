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

/** What each of them does, asked in the same moment. */
const turns = (state: CallState, isLast = false) =>
	[ULTRAVOX, PLIVO, { kind: 'other' } as const].map(
		(teller) => turnAfter(state, teller, isLast, NOW).what,
	);

describe('P2.5, P2.6: whoever dials after a call that is over', () => {
	test.each([
		['a moment ago, Plivo has no record yet', over(1, null), ['now', 'others', 'others']],
		['told again, Plivo has no record yet', over(31, null), ['later', 'others', 'others']],
		['told again, Plivo has its record', over(31, 30), ['now', 'others', 'others']],
		['a message was left, Plivo tells it', over(32, 1), ['now', 'others', 'others']],
		['with a human, who has just hung up', over(400, 1), ['later', 'now', 'others']],
		[
			'busy a moment ago',
			over(null, 1, { created: at(10), joined: null }),
			['later', 'now', 'others'],
		],
		[
			'busy a moment ago, and Ultravox has ended the call at once',
			over(1, 2, { created: at(10), joined: null }),
			['later', 'now', 'others'],
		],
		[
			'busy, the agent is about to give up',
			over(null, 60, { created: at(71), joined: null }),
			['later', 'others', 'others'],
		],
		[
			'busy, the agent has given up',
			over(1, 70, { created: at(76), joined: null }),
			['now', 'others', 'others'],
		],
	])('%s', (_when, state, expected) => {
		expect(turns(state)).toEqual(expected);
	});

	test('Plivo is not let dial when Ultravox may tell that it has given up', () => {
		const busy = over(null, 1, { created: at(10), joined: null });
		const turn = turnAfter(busy, PLIVO, false, NOW);
		expect(turn).toEqual({ what: 'now', by: NOW + 55_000 });
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
		expect(turns({ ...over(1, 1), calls: [] })).toEqual(['now', 'others', 'others']);
	});
});

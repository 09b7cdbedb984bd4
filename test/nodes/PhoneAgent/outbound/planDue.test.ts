import type { OutboundCall } from '../../../../nodes/PhoneAgent/outbound/outboundCall';
import { placedCall } from '../../../../nodes/PhoneAgent/outbound/placedFacts';
import type { Placing } from '../../../../nodes/PhoneAgent/outbound/placing';
import { planDue, turnsOf } from '../../../../nodes/PhoneAgent/outbound/planDue';

jest.mock('../../../../nodes/shared/callTools/agentLookup', () => {
	const real = jest.requireActual<{ NO_DUTIES: object }>(
		'../../../../nodes/shared/callTools/agentLookup',
	);
	return { ...real, agentDuties: async () => real.NO_DUTIES };
});

describe('P2.5, P2.6: whose end dials whom', () => {
	test.each<[string, number[], number[], number, number[]]>([
		['as many are up as may be: each end dials one', [0, 1], [2, 3, 4, 5], 2, [0, 1, 2, 3]],
		['more are up than may be', [0, 1, 2], [3, 4, 5, 6], 1, [0, 1, 2, 3]],
		['one is up of three that may be: its end dials two', [0], [1, 2, 3, 4, 5], 3, [0, 0, 1, 1, 2]],
		['items that were refused in between', [1, 4], [5, 6, 7], 2, [1, 4, 5]],
		['fewer are due than there is room for', [0], [1], 5, [0]],
	])('%s', (_what, up, due, atOnce, expected) => {
		expect(turnsOf(up, due, atOnce)).toEqual(expected);
	});

	test('everybody is dialed once all before have ended, and never more are up than may be', () => {
		const due = Array.from({ length: 40 }, (_none, index) => index + 1);
		for (const atOnce of [1, 2, 5, 17]) {
			const turns = turnsOf([0], due, atOnce);
			let up = [0];
			let most = 1;
			const dialed = new Set([0]);
			while (up.length > 0) {
				const [over, ...others] = up;
				up = [...others, ...due.filter((_item, index) => turns[index] === over)];
				for (const item of up) dialed.add(item);
				most = Math.max(most, up.length);
			}
			expect(dialed.size).toBe(41);
			expect(most).toBe(atOnce);
		}
	});
});

test('P2.5 with a slow pace there is time for all: they share it, however many are up at once', async () => {
	const many = 60;
	const perSecond = 0.02;
	const calls = Array.from(
		{ length: many },
		(_none, item) =>
			({
				item,
				key: `key-${item}`,
				to: '+14155550123',
				from: '+14155550100',
				agentId: 'agent',
				audioPath: 'direct',
				ringSeconds: 45,
				longestSeconds: 30,
				machine: { choice: 'talkAnyway', message: '', voice: '', language: '' },
			}) as unknown as OutboundCall,
	);
	const placed = calls.map((call) =>
		call.item < 30
			? placedCall(call, 'run', { callId: `call-${call.item}` }, { state: 'placed', reason: null })
			: placedCall(call, 'run', {}, { state: 'due', reason: null }),
	);
	const identity = { run: 'run', node: 'node', isLost: false, isOwn: true };
	const placing = { context: {}, identity } as unknown as Placing;
	const { placed: planned, plan } = await planDue(placing, placed, calls, {
		perSecond,
		atOnce: 30,
	});
	const turn = (plan?.madeAt ?? 0) + ((many - 30) / perSecond) * 1000;
	expect(Date.parse(planned.at(-1)?.overBy ?? '')).toBeGreaterThan(turn + 30_000);
});

import type { IExecuteFunctions } from 'n8n-workflow';
import type { OutboundCall } from '../../../../nodes/PhoneAgent/outbound/outboundCall';
import { placeCall } from '../../../../nodes/PhoneAgent/outbound/placeCall';
import { placedCall } from '../../../../nodes/PhoneAgent/outbound/placedFacts';
import { placeFirst } from '../../../../nodes/PhoneAgent/outbound/placeFirst';
import type { Placing } from '../../../../nodes/PhoneAgent/outbound/placing';
import { planDue } from '../../../../nodes/PhoneAgent/outbound/planDue';
import { findCallsOfRun } from '../../../../nodes/shared/placedCall';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (milliseconds: number) => {
		jest.setSystemTime(Date.now() + milliseconds);
	},
}));
jest.mock('../../../../nodes/PhoneAgent/outbound/placeCall');
jest.mock('../../../../nodes/shared/placedCall', () => ({
	...jest.requireActual<object>('../../../../nodes/shared/placedCall'),
	findCallsOfRun: jest.fn(async () => []),
}));
jest.mock('../../../../nodes/PhoneAgent/outbound/planDue', () => ({
	planDue: jest.fn(async (_placing: unknown, placed: unknown) => ({ placed, plan: null })),
}));

const callTo = (item: number) =>
	({
		item,
		key: `key-${item}`,
		to: '+14155550123',
		from: '+14155550100',
		ringSeconds: 45,
		machine: { choice: 'talkAnyway', message: '', voice: '', language: '' },
	}) as unknown as OutboundCall;

const placing = {
	context: { getExecutionCancelSignal: () => undefined } as unknown as IExecuteFunctions,
	identity: { run: 'run', node: 'node', isLost: false, isOwn: true },
} as Placing;

/** Placing one takes so many milliseconds; the first ones were called before. */
function placingTakes(milliseconds: number, known = 0): void {
	jest.mocked(placeCall).mockImplementation(async (_placing, call) => {
		jest.setSystemTime(Date.now() + milliseconds);
		const state = call.item < known ? 'known' : 'placed';
		const object = { callId: `call-${call.item}` };
		return placedCall(call, 'run', object, { state, reason: null });
	});
}

const statesOf = async (count: number, perSecond: number, atOnce: number) => {
	const calls = Array.from({ length: count }, (_none, item) => callTo(item));
	const { placed } = await placeFirst(placing, calls, { perSecond, atOnce });
	return placed.map(({ state }) => state);
};

beforeEach(() => {
	jest.useFakeTimers({ now: Date.parse('2026-11-20T10:00:00Z') });
});
afterEach(() => jest.useRealTimers());

describe('P2.5, P2.6: how long the execution is awake while it calls the first ones', () => {
	test('for a quarter of a minute: whoever is on the line by then may want a human, or be a machine', async () => {
		placingTakes(1_000);
		const began = Date.now();
		const states = await statesOf(100, 1, 50);
		const called = states.filter((state) => state === 'placed').length;
		expect(called).toBeGreaterThan(5);
		expect(states.slice(called)).toEqual(Array.from({ length: 100 - called }, () => 'due'));
		expect(Date.now() - began).toBeLessThanOrEqual(17_000);
	});

	test('counted from the first call, however many were called before', async () => {
		placingTakes(400, 200);
		const states = await statesOf(210, 10, 500);
		expect(states.filter((state) => state === 'placed')).toHaveLength(10);
	});
});

describe('P2.6: two items with one key are one call', () => {
	test('which takes one place, now and later', async () => {
		placingTakes(100);
		const up = [0, 2].map((item) => ({ callId: `call-${item}`, ended: null }));
		jest.mocked(findCallsOfRun).mockResolvedValueOnce(up);
		const calls = [0, 1, 2, 3].map((item) => ({
			...callTo(item),
			key: `key-${item === 1 ? 0 : item}`,
		}));
		const { placed } = await placeFirst(placing, calls, { perSecond: 10, atOnce: 2 });
		expect(placed.map(({ state }) => state)).toEqual(['placed', 'known', 'placed', 'due']);
		expect(jest.mocked(planDue).mock.lastCall?.[3]).toMatchObject({ atOnce: 2 });
	});
});

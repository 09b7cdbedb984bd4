import type { IWebhookFunctions } from 'n8n-workflow';
import type { DuePlan } from '../../../../nodes/PhoneAgent/outbound/duePlan';
import type { OutboundCall } from '../../../../nodes/PhoneAgent/outbound/outboundCall';
import { hadUnknownCall } from '../../../../nodes/PhoneAgent/outbound/unknownCall';
import { dialDue, dueAfter } from '../../../../nodes/PhoneAgent/waiting/dialDue';

jest.mock('../../../../nodes/PhoneAgent/outbound/unknownCall');
jest.mock('../../../../nodes/shared/placedCall', () => ({
	...jest.requireActual<object>('../../../../nodes/shared/placedCall'),
	findCallsOfRun: async () => [],
}));

beforeEach(() => {
	jest.useFakeTimers({ now: Date.parse('2026-11-20T10:00:00Z') });
});
afterEach(() => jest.useRealTimers());

const LOOK_MS = 3_000;
const ORDER_MS = 8_000;

test('P2.5 many who are refused one after another keep no other end waiting: the next telling goes on behind them', async () => {
	const due = Array.from({ length: 10 }, (_none, index) => ({
		call: {
			item: index + 1,
			key: `key-${index}`,
			to: '+14155550123',
			from: '+14155550100',
			ringSeconds: 45,
			machine: { choice: 'talkAnyway', message: '', voice: '', language: '' },
			dialUntil: 1,
		} as unknown as OutboundCall,
		after: index,
		lasts: 0,
	}));
	const identity = { run: 'run', node: 'node', isLost: false };
	const plan = { identity, execution: '1', madeAt: 0, perSecond: 1, due } as unknown as DuePlan;
	const asked: string[] = [];
	jest
		.mocked(hadUnknownCall)
		.mockImplementation(async (_context, { key }: Partial<OutboundCall>) => {
			asked.push(String(key));
			jest.setSystemTime(Date.now() + LOOK_MS);
			return false;
		});
	const tell = async () => {
		const began = Date.now();
		const told = { late: null, since: null, patience: 0, isFresh: false };
		const order = { by: began + ORDER_MS, listedAt: began, told: () => told };
		const next = () => dueAfter(plan, 0, []);
		const dialing = dialDue({} as IWebhookFunctions, plan, [], next, order);
		const failure = await dialing.catch((error: Error) => error.message);
		expect(Date.now() - began).toBeLessThanOrEqual(ORDER_MS + LOOK_MS);
		return failure;
	};
	for (let telling = 0; telling < 3; telling++) expect(await tell()).toMatch(/too late to dial/);
	expect(await tell()).toBeUndefined();
	expect(asked).toEqual(due.map(({ call }) => call.key));
});

import { NodeApiError } from 'n8n-workflow';
import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { dialThroughBridge } from '../../../../nodes/PhoneAgent/outbound/dialThroughBridge';
import { sendWhenAllowed } from '../../../../nodes/PhoneAgent/outbound/heldBack';
import type { OutboundCall } from '../../../../nodes/PhoneAgent/outbound/outboundCall';
import type { Placing } from '../../../../nodes/PhoneAgent/outbound/placing';
import { plivoRequest } from '../../../../nodes/shared/plivoRequest';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (milliseconds: number) => {
		jest.setSystemTime(Date.now() + milliseconds);
	},
}));

jest.mock('../../../../nodes/shared/placedCall', () => ({
	...jest.requireActual<object>('../../../../nodes/shared/placedCall'),
	findCallsByKey: async () => [],
}));
jest.mock('../../../../nodes/shared/plivoRequest', () => ({
	...jest.requireActual<object>('../../../../nodes/shared/plivoRequest'),
	plivoRequest: jest.fn(),
}));

const node = { name: 'Phone Agent', type: 'phoneAgent', parameters: {} } as unknown as INode;
const heldBack = () => new NodeApiError(node, {}, { message: 'Too fast', httpCode: '429' });

beforeEach(() => {
	jest.useFakeTimers({ now: Date.parse('2026-11-20T10:00:00Z') });
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

describe('a request that is held back', () => {
	test('is sent again, for more than a minute, when there is time', async () => {
		const send = jest.fn(async () => await Promise.reject(heldBack()));
		await expect(sendWhenAllowed(send, undefined)).rejects.toThrow('Too fast');
		expect(send).toHaveBeenCalledTimes(5);
	});

	test('is not sent again when that would be too late', async () => {
		const send = jest.fn(async () => await Promise.reject(heldBack()));
		await expect(sendWhenAllowed(send, undefined, (pause) => pause < 10_000)).rejects.toThrow();
		expect(send).toHaveBeenCalledTimes(3);
	});
});

describe('dialing for an agent that waits', () => {
	const RING_SECONDS = 45;
	const call = {
		item: 0,
		key: 'k',
		to: '+14155550123',
		from: '+14155550100',
		audioPath: 'bridge',
		contentType: 'audio/x-l16;rate=16000',
		ringSeconds: RING_SECONDS,
		machine: { choice: 'talkAnyway', message: '', voice: 'WOMAN', language: 'en-US' },
		bridge: { record: false },
	} as unknown as OutboundCall;
	const placing = {
		context: {
			getNode: () => node,
			getExecutionCancelSignal: () => undefined,
		} as unknown as IExecuteFunctions,
		identity: { run: 'r', node: 'n', isLost: false, isOwn: true },
		callbacks: null,
		bridge: {
			publicUrl: 'wss://bridge.example.com',
			controlUrl: 'https://bridge.example.com',
			sharedSecret: 'a-secret-of-this-test-bridge',
		},
	} as Placing;
	const object = () => ({
		callId: '33333333-3333-4333-8333-000000000001',
		created: new Date().toISOString(),
		joinUrl: 'wss://voice.ultravox.ai/calls/1/server_web_socket',
		medium: { serverWebSocket: {} },
	});
	const relay = { notInterruptible: false, record: false, resume: false };
	const dials = (answer: () => Promise<never>) => {
		const at: number[] = [];
		jest.mocked(plivoRequest).mockImplementation(async () => {
			at.push(Date.now());
			return await answer();
		});
		return at;
	};

	test('P2.6 Plivo holds it back: the phone never rings longer than the agent waits', async () => {
		const at = dials(async () => await Promise.reject(heldBack()));
		const createdAt = Date.now();
		const placed = await dialThroughBridge(placing, call, object(), relay, createdAt);
		expect(placed).toMatchObject({
			state: 'refused',
			reason: expect.stringContaining('Too fast') as string,
		});
		expect(at.length).toBeGreaterThan(1);
		// The agent waits 75 seconds.
		for (const time of at)
			expect(time + RING_SECONDS * 1000).toBeLessThanOrEqual(createdAt + 75_000);
	});

	test('P2.6 when the agent has waited too long already, nobody is dialed', async () => {
		const at = dials(async () => await Promise.reject(heldBack()));
		const createdAt = Date.now() - 31_000;
		const placed = await dialThroughBridge(placing, call, object(), relay, createdAt);
		expect(placed).toMatchObject({
			state: 'refused',
			reason: 'Nobody was dialed: the agent does not wait as long as the phone would ring',
		});
		expect(at).toEqual([]);
	});
});

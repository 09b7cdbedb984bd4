import type { IDataObject } from 'n8n-workflow';
import type { AnswerClaims } from '../../nodes/shared/streamToken';
import { openToken } from '../../nodes/shared/streamToken';
import { openAnswerToken } from '../../bridge/src/doors/claims';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { BRIDGE_SECRET, CALLER_ID, startProviders } from './support/outboundProviders';

let providers: Providers;

beforeEach(async () => {
	providers = await startProviders();
});

afterEach(async () => await providers.close());

const TO = '+14155550123';
const dialBody = () => providers.dialing()[0]?.body as IDataObject;

describe('Phone Agent > Call, which does not wait', () => {
	test('P2.5 gives what is known at once, and asks for no events', async () => {
		const outcome = await runOutbound(providers, {
			operation: 'call',
			items: [{ to: TO }, { to: '+14155550124' }],
		});
		expect(outcome.isWaiting).toBe(false);
		expect(providers.creating()[0]?.body).not.toHaveProperty('callbacks');
		expect(outcome.items().map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(outcome.items()[0]?.json).toMatchObject({
			call: {
				callId: providers.calls[0]?.callId,
				direction: 'outbound',
				to: TO,
				from: CALLER_ID,
				status: 'queued',
				outcome: null,
			},
			state: 'placed',
			reason: null,
		});
	});

	test('P2.6 through the bridge, which reports to the address of the user', async () => {
		const eventsUrl = 'https://n8n.example.com/webhook/call-events';
		await runOutbound(providers, { operation: 'call', bridge: true, options: { eventsUrl } });
		expect(dialBody()).not.toHaveProperty('hangup_url');
		const [, , token = ''] = new URL(String(dialBody().answer_url)).pathname.split('/');
		const sealed = openToken(token, { secret: BRIDGE_SECRET, audience: 'answer' }) as AnswerClaims;
		expect(sealed.stream?.eventsUrl).toBe(eventsUrl);
	});

	test('P2.6 through the bridge without such an address: the bridge is asked for no events', async () => {
		const outcome = await runOutbound(providers, { operation: 'call', bridge: true });
		expect(outcome.message).toBeUndefined();
		const [, , token = ''] = new URL(String(dialBody().answer_url)).pathname.split('/');
		const sealed = openToken(token, { secret: BRIDGE_SECRET, audience: 'answer' }) as AnswerClaims;
		expect(sealed.stream).toMatchObject({ eventsUrl: 'https://n8n.example.com/', events: [] });
		expect(openAnswerToken(token, BRIDGE_SECRET).stream?.events).toEqual([]);
	});

	test.each([
		[
			'with a message on the direct path, which somebody has to order',
			{ options: { whenMachine: 'leaveMessage', message: 'Hello' } },
			/'When a Machine Answers' cannot be 'Leave a Message' here/,
		],
	])('%s is refused', async (_what, how, message) => {
		const outcome = await runOutbound(providers, { operation: 'call', ...how });
		expect(outcome.message).toMatch(message);
		expect(providers.requests).toEqual([]);
	});

	test('what was not placed is no success', async () => {
		providers.creations.push({ reply: { status: 400, body: { detail: 'no credit' } } });
		const outcome = await runOutbound(providers, { operation: 'call' });
		expect(outcome.items()[0]?.json).toMatchObject({
			call: { outcome: 'failed', status: null },
			state: 'refused',
			reason: expect.stringContaining('no credit') as string,
		});
	});
});

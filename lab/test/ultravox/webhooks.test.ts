import { createHmac } from 'node:crypto';
import { eventually } from './support/labUnderTest';
import { useLab } from './support/socketWorld';
import { WebhookSink } from './support/webhookSink';

const ALL = ['call.started', 'call.joined', 'call.ended', 'call.billed'];
const world = useLab({ webhookRetryMs: 20, variants: { billingLagMs: 20 } });
let sink: WebhookSink;

beforeEach(async () => {
	sink = new WebhookSink();
	await sink.start();
});

afterEach(async () => {
	await sink.close();
});

function sign(secret: string, text: string): string {
	return createHmac('sha256', secret).update(text).digest('hex');
}

interface WebhookBody {
	webhookId: string;
	secrets: string[];
	status: string;
	recentFailures: { failure: string }[];
}

async function addWebhook(body: Record<string, unknown>): Promise<WebhookBody> {
	return (await world.lab.api<WebhookBody>('POST', '/api/webhooks', body)).body;
}

describe('webhooks', () => {
	test('tell of the life of a call, each with the Call object of that moment', async () => {
		await addWebhook({ url: sink.url('/all'), events: ALL });
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		const caller = await world.join(joinUrl);
		await sink.waitForEvents(2);
		caller.hangUp();
		await sink.waitForEvents(4);
		// Deliveries may overtake each other.
		const calls = ALL.map(
			(event) => sink.received.find(({ payload }) => payload.event === event)?.payload.call ?? {},
		);
		expect(calls.every(({ callId }) => callId === call.callId)).toBe(true);
		expect(
			calls.map(({ joined, endReason, billingStatus }) => [
				joined !== null,
				endReason,
				billingStatus,
			]),
		).toEqual([
			[false, null, 'BILLING_STATUS_PENDING'],
			[true, null, 'BILLING_STATUS_PENDING'],
			[true, 'hangup', 'BILLING_STATUS_PENDING'],
			[true, 'hangup', expect.not.stringContaining('PENDING')],
		]);
	});

	test('are signed: body, then timestamp, one signature per secret', async () => {
		await addWebhook({
			url: sink.url('/signed'),
			events: ['call.started'],
			secrets: ['first secret', 'second secret'],
		});
		await world.createSocketCall({ name: 'Ävá' });
		await sink.waitForEvents(1);
		const [{ rawBody, timestamp = '', signature = '' } = failed()] = sink.received;
		expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
		expect(signature.split(',').map((part) => part.trim())).toEqual([
			sign('first secret', rawBody + timestamp),
			sign('second secret', rawBody + timestamp),
		]);
	});

	test('a secret is made up when none is given', async () => {
		const { secrets } = await addWebhook({ url: sink.url('/own'), events: ['call.started'] });
		await world.createSocketCall({ name: 'Ava' });
		await sink.waitForEvents(1);
		const [{ rawBody, timestamp = '', signature } = failed()] = sink.received;
		expect(signature).toBe(sign(secrets[0] ?? '', rawBody + timestamp));
	});

	test('the timestamp may come without a time zone', async () => {
		world.lab.ultravox.variants.webhookTimestamp = 'naive';
		await addWebhook({ url: sink.url('/naive'), events: ['call.started'], secrets: ['s'] });
		await world.createSocketCall({ name: 'Ava' });
		await sink.waitForEvents(1);
		const [{ rawBody, timestamp = '', signature } = failed()] = sink.received;
		expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+$/);
		expect(signature).toBe(sign('s', rawBody + timestamp));
	});

	test.each(['fresh', 'same'] as const)(
		'a failed delivery is repeated, signed with a %s timestamp',
		async (webhookRetryTimestamp) => {
			world.lab.ultravox.variants.webhookRetryTimestamp = webhookRetryTimestamp;
			sink.statuses.push(500, 404);
			const { webhookId } = await addWebhook({
				url: sink.url('/retry'),
				events: ['call.started'],
				secrets: ['s'],
			});
			await world.createSocketCall({ name: 'Ava' });
			await sink.waitForEvents(3);
			const timestamps = new Set(sink.received.map(({ timestamp }) => timestamp));
			expect(timestamps.size).toBe(webhookRetryTimestamp === 'same' ? 1 : 3);
			expect(new Set(sink.received.map(({ rawBody }) => rawBody)).size).toBe(1);
			const webhook = await eventually(async () => {
				const path = `/api/webhooks/${webhookId}`;
				const { body } = await world.lab.api<WebhookBody>('GET', path);
				return body.status === 'normal' ? body : undefined;
			}, 'the webhook to be normal again');
			expect(webhook.recentFailures.map(({ failure }) => failure)).toEqual([
				'HTTP 500',
				'HTTP 404',
			]);
		},
	);

	test('come for one agent only where that is asked for', async () => {
		const agent = world.lab.ultravox.addAgent({ name: 'Mine' });
		await addWebhook({
			url: sink.url('/mine'),
			events: ['call.started'],
			agentId: agent.agentId,
		});
		await addWebhook({ url: sink.url('/any'), events: ['call.started'] });
		await world.createSocketCall({ name: 'Other' });
		await world.lab.api('POST', `/api/agents/${agent.agentId}/calls`, {});
		await sink.waitForEvents(2, '/any');
		await sink.waitForEvents(1, '/mine');
		expect(sink.events('/mine')).toEqual(['call.started']);
		const path = `/api/webhooks?agentId=${agent.agentId}`;
		expect((await world.lab.api('GET', path)).body).toMatchObject({ total: 1 });
	});

	test('are changed and deleted', async () => {
		const { webhookId } = await addWebhook({ url: sink.url('/a'), events: ['call.started'] });
		const path = `/api/webhooks/${webhookId}`;
		await world.lab.api('PATCH', path, { url: sink.url('/b') });
		await world.createSocketCall({ name: 'Ava' });
		await sink.waitForEvents(1, '/b');
		expect((await world.lab.api('DELETE', path)).status).toBe(204);
		expect((await world.lab.api('GET', path)).status).toBe(404);
		expect(sink.events('/a')).toEqual([]);
	});

	test.each([
		['a URL that is too long', { url: `https://x.example/${'y'.repeat(200)}`, events: [] }],
		['an event nobody knows', { url: 'https://x.example/', events: ['call.rang'] }],
		['no events', { url: 'https://x.example/' }],
	])('%s is refused', async (_, body) => {
		expect((await world.lab.api('POST', '/api/webhooks', body)).status).toBe(400);
	});

	test('callbacks of a call get the same', async () => {
		const { joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{
				callbacks: {
					joined: { url: sink.url('/joined'), secrets: ['s'] },
					ended: { url: sink.url('/ended') },
					billed: { url: sink.url('/billed') },
				},
			},
		);
		(await world.join(joinUrl)).hangUp();
		await sink.waitForEvents(3);
		expect(['/joined', '/ended', '/billed'].map((path) => sink.events(path))).toEqual([
			['call.joined'],
			['call.ended'],
			['call.billed'],
		]);
		const joined = sink.received.find(({ path }) => path === '/joined');
		const { rawBody, timestamp = '', signature } = joined ?? failed();
		expect(signature).toBe(sign('s', rawBody + timestamp));
	});

	test('an unjoined call ends for webhooks, too', async () => {
		await addWebhook({ url: sink.url('/all'), events: ALL });
		await world.createSocketCall({ name: 'Ava' }, { joinTimeout: '0.05s' });
		const events = await sink.waitForEvents(3);
		expect([...events].sort()).toEqual(['call.billed', 'call.ended', 'call.started']);
		const billed = sink.received.find(({ payload }) => payload.event === 'call.billed');
		expect(billed?.payload.call).toMatchObject({
			endReason: 'unjoined',
			billingStatus: 'BILLING_STATUS_FREE_ZERO_EFFECTIVE_DURATION',
		});
	});
});

function failed(): never {
	throw new Error('Nothing was delivered');
}

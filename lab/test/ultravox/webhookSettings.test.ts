import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface WebhookBody {
	webhookId: string;
	secrets: string[];
}

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

async function addWebhook(body: Record<string, unknown>): Promise<WebhookBody> {
	return (await lab.api<WebhookBody>('POST', '/api/webhooks', body)).body;
}

describe('the webhooks of the account', () => {
	const LIST = '/api/webhooks';
	const UNKNOWN = '00000000-0000-4000-8000-000000000000';
	const HOOK = { url: 'https://x.example/', events: ['call.ended'], secrets: ['one'] };

	test('are created, read, replaced, changed, listed and deleted', async () => {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const made = await lab.api<WebhookBody>('POST', LIST, {
			...HOOK,
			webhookId: UNKNOWN,
			status: 'unhealthy',
		});
		expect(made.status).toBe(201);
		expect(made.body).toEqual({
			...HOOK,
			webhookId: expect.not.stringMatching(UNKNOWN) as string,
			agentId: null,
			created: expect.any(String) as string,
			status: 'normal',
			lastStatusChange: null,
			recentFailures: [],
		});
		const path = `${LIST}/${made.body.webhookId}`;
		expect((await lab.api('GET', path)).body).toEqual(made.body);
		const limited = await lab.api('PATCH', path, { agentId });
		expect(limited.body).toEqual({ ...made.body, agentId });
		const other = { url: 'https://y.example/', events: ['call.joined'], agentId: null };
		const replaced = await lab.api('PUT', path, other);
		expect(replaced.body).toEqual({ ...made.body, ...other });
		expect((await lab.api('PUT', path, { url: HOOK.url })).status).toBe(400);
		expect((await lab.api('GET', path)).body).toEqual(replaced.body);
		expect((await lab.api('GET', LIST)).body).toMatchObject({
			results: [replaced.body],
			total: 1,
		});
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect((await lab.api('DELETE', path)).status).toBe(404);
	});

	test('are listed by agent', async () => {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		await addWebhook(HOOK);
		const { webhookId } = await addWebhook({ ...HOOK, agentId });
		const listed = async (query: string) => {
			const { body } = await lab.api<{ results: WebhookBody[] }>('GET', `${LIST}${query}`);
			return body.results.map((webhook) => webhook.webhookId);
		};
		expect(await listed(`?agentId=${agentId}`)).toEqual([webhookId]);
		expect(await listed(`?agentId=${UNKNOWN}`)).toEqual([]);
		expect(await listed('')).toHaveLength(2);
		expect((await lab.api('GET', `${LIST}?agentId=Ava`)).status).toBe(400);
	});

	test('may be of an agent that has to exist, or not', async () => {
		const refused = await lab.api('POST', LIST, { ...HOOK, agentId: UNKNOWN });
		expect([refused.status, Object.keys(refused.body)]).toEqual([400, ['agentId']]);
		const { webhookId } = await addWebhook(HOOK);
		const path = `${LIST}/${webhookId}`;
		expect((await lab.api('PATCH', path, { agentId: UNKNOWN })).status).toBe(400);
		lab.ultravox.variants.unknownAgentIds = 'accept';
		expect((await lab.api('POST', LIST, { ...HOOK, agentId: UNKNOWN })).status).toBe(201);
	});

	test('may keep their secrets to themselves once they are made', async () => {
		lab.ultravox.variants.webhookSecretsReadable = false;
		const { webhookId, secrets } = await addWebhook(HOOK);
		expect(secrets).toEqual(['one']);
		const path = `${LIST}/${webhookId}`;
		const read = await lab.api('GET', path);
		const changed = await lab.api('PATCH', path, { secrets: ['two'] });
		const listed = await lab.api<{ results: WebhookBody[] }>('GET', LIST);
		for (const body of [read.body, changed.body, listed.body.results[0]]) {
			expect(body).not.toHaveProperty('secrets');
		}
	});

	test.each([
		['an address of 201 characters', { url: `https://x.example/${'y'.repeat(183)}` }, 'url'],
		['an address that is none', { url: 'x' }, 'url'],
		['a secret of 121 characters', { secrets: ['x'.repeat(121)] }, 'secrets'],
		['an agent id that is none', { agentId: 'Ava' }, 'agentId'],
	])('%s is refused by every verb that writes', async (_, change, field) => {
		const { webhookId } = await addWebhook(HOOK);
		const path = `${LIST}/${webhookId}`;
		const answers = [
			await lab.api('POST', LIST, { ...HOOK, ...change }),
			await lab.api('PUT', path, { ...HOOK, ...change }),
			await lab.api('PATCH', path, change),
		];
		expect(answers.map(({ status, body }) => [status, Object.keys(body)])).toEqual(
			Array(3).fill([400, [field]]),
		);
	});

	test('an address of 200 characters is not too long', async () => {
		const url = `https://x.example/${'y'.repeat(182)}`;
		expect(url).toHaveLength(200);
		expect((await lab.api('POST', LIST, { ...HOOK, url })).status).toBe(201);
	});
});

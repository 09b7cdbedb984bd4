import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface AgentBody {
	agentId: string;
	name: string;
	callTemplate: Record<string, unknown>;
	statistics: { calls: number };
}

interface AgentPage {
	results: AgentBody[];
	next: string | null;
	previous: string | null;
	total: number;
}

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

async function createAgent(body: Record<string, unknown>): Promise<AgentBody> {
	return (await lab.api<AgentBody>('POST', '/api/agents', body)).body;
}

describe('agents', () => {
	test('are created, read, listed and deleted', async () => {
		const { agentId } = await createAgent({ name: 'Ava' });
		const path = `/api/agents/${agentId}`;
		expect((await lab.api<AgentBody>('GET', path)).body).toMatchObject({ agentId, name: 'Ava' });
		const list = await lab.api<AgentPage>('GET', '/api/agents?search=av');
		expect(list.body.results.map((agent) => agent.agentId)).toEqual([agentId]);
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect((await lab.api('GET', path)).status).toBe(404);
	});

	test('PATCH with a callTemplate replaces all of it, or merges where that is the variant', async () => {
		const template = { systemPrompt: 'Be nice.', vadSettings: { turnEndpointDelay: '0.5s' } };
		const { agentId } = await createAgent({ name: 'Ava', callTemplate: template });
		const patch = { callTemplate: { vadSettings: { minimumTurnDuration: '0.1s' } } };
		const replaced = await lab.api<AgentBody>('PATCH', `/api/agents/${agentId}`, patch);
		expect(replaced.body.name).toBe('Ava');
		expect(replaced.body.callTemplate).not.toHaveProperty('systemPrompt');
		lab.ultravox.variants.patchCallTemplate = 'merge';
		const other = await createAgent({ name: 'Ava', callTemplate: template });
		const merged = await lab.api<AgentBody>('PATCH', `/api/agents/${other.agentId}`, patch);
		expect(merged.body.callTemplate).toMatchObject({
			systemPrompt: 'Be nice.',
			vadSettings: { turnEndpointDelay: '0.5s', minimumTurnDuration: '0.1s' },
		});
	});

	test('secrets cannot be read back', async () => {
		const agent = await createAgent({
			name: 'Ava',
			callTemplate: {
				sharedSecrets: ['sixteen-characters'],
				selectedTools: [{ toolName: 'hangUp', authTokens: { key: 'tool-token' } }],
			},
		});
		const { body } = await lab.api('GET', `/api/agents/${agent.agentId}`);
		expect(JSON.stringify([agent, body])).not.toMatch(/sixteen-characters|tool-token/);
		expect(agent.callTemplate.selectedTools).toEqual([{ toolName: 'hangUp' }]);
	});

	test.each([
		['a name that is too long', { name: 'x'.repeat(65) }],
		['two media', { name: 'A', callTemplate: { medium: { plivo: {}, webRtc: {} } } }],
		['a temperature above 1', { name: 'A', callTemplate: { temperature: 2 } }],
		['a tool name with a blank', tools({ modelToolName: 'look up', client: {} })],
		['a tool that is nothing', tools({ modelToolName: 'lookUp' })],
		['a tool timeout above 40 s', tools({ modelToolName: 'a', client: {}, timeout: '41s' })],
	])('%s is refused', async (_, body) => {
		expect((await lab.api('POST', '/api/agents', body)).status).toBe(400);
	});

	test('lists come in pages, whose links are complete and stay in place', async () => {
		for (const name of ['A', 'B', 'C', 'D', 'E']) await createAgent({ name });
		const seen: string[] = [];
		let next: string | null = '/api/agents?pageSize=2&sort=name';
		while (next !== null) {
			const page: { body: AgentPage } = await lab.api<AgentPage>('GET', next);
			seen.push(...page.body.results.map(({ name }) => name));
			expect(page.body.total).toBeGreaterThanOrEqual(5);
			if (page.body.next) {
				expect(page.body.next.startsWith(`${lab.ultravox.apiUrl}/api/agents?`)).toBe(true);
			}
			next = page.body.next?.replace(lab.ultravox.apiUrl, '') ?? null;
			// Comes before everything that is still to be listed.
			await createAgent({ name: '0' });
		}
		expect(seen).toEqual(['A', 'B', 'C', 'D', 'E']);
	});

	test('a page leads back to the one before', async () => {
		for (const name of ['A', 'B', 'C']) await createAgent({ name });
		const relative = (url: string | null) => url?.replace(lab.ultravox.apiUrl, '') ?? '';
		const first = await lab.api<AgentPage>('GET', '/api/agents?pageSize=2&sort=-name');
		expect(first.body.results.map(({ name }) => name)).toEqual(['C', 'B']);
		expect(first.body.previous).toBeNull();
		const second = await lab.api<AgentPage>('GET', relative(first.body.next));
		expect(second.body.results.map(({ name }) => name)).toEqual(['A']);
		const back = await lab.api<AgentPage>('GET', relative(second.body.previous));
		expect(back.body.results.map(({ name }) => name)).toEqual(['C', 'B']);
	});

	test('a bad cursor, page size or sort field is refused', async () => {
		for (const cursor of ['%00', 'bnVsbA', 'e30', 'eyJhZnRlciI6MX0']) {
			expect((await lab.api('GET', `/api/agents?cursor=${cursor}`)).status).toBe(404);
		}
		expect((await lab.api('GET', '/api/agents?pageSize=0')).status).toBe(400);
		expect((await lab.api('GET', '/api/agents?sort=color')).status).toBe(400);
	});
});

function tools(temporaryTool: Record<string, unknown>): Record<string, unknown> {
	return { name: 'A', callTemplate: { selectedTools: [{ temporaryTool }] } };
}

describe('what an agent keeps', () => {
	const UNKNOWN = '00000000-0000-4000-8000-000000000000';

	test('only what belongs to it; what the server writes is its own', async () => {
		const agent = await createAgent({
			name: 'Ava',
			temperature: 0.5,
			publishedRevisionId: UNKNOWN,
			statistics: { calls: 9 },
			callTemplate: {
				name: 'Template',
				created: '2020-01-01T00:00:00Z',
				updated: '2020-01-01T00:00:00Z',
				temperature: 0.7,
			},
		});
		expect(agent).toMatchObject({
			name: 'Ava',
			statistics: { calls: 0 },
			callTemplate: { name: 'Ava', temperature: 0.7 },
		});
		expect(JSON.stringify(agent)).not.toMatch(/2020-01-01|00000000-0000/);
		const dropped = lab.log.entries
			.filter(({ kind }) => kind === 'unknown-field')
			.map(({ detail }) => detail);
		expect(dropped).toEqual([
			{ field: 'temperature' },
			{ field: 'publishedRevisionId' },
			{ field: 'statistics' },
		]);
	});

	test('its name, for want of one that of its template', async () => {
		const agent = await createAgent({ callTemplate: { name: 'From the template' } });
		expect(agent.name).toBe('From the template');
		expect((await createAgent({})).name).toBe('Agent');
		const path = `/api/agents/${agent.agentId}`;
		expect((await lab.api('PATCH', path, { name: 'x'.repeat(65) })).status).toBe(400);
		const renamed = await lab.api<AgentBody>('PATCH', path, { name: 'x'.repeat(64) });
		expect(renamed.body.name).toHaveLength(64);
	});

	test('its template, unless a PATCH names one; an empty one leaves nothing of it', async () => {
		const { agentId } = await createAgent({ name: 'A', callTemplate: { systemPrompt: 'Hi.' } });
		const path = `/api/agents/${agentId}`;
		const renamed = await lab.api<AgentBody>('PATCH', path, { name: 'B' });
		expect(renamed.body.callTemplate).toMatchObject({ name: 'B', systemPrompt: 'Hi.' });
		const emptied = await lab.api<AgentBody>('PATCH', path, { callTemplate: {} });
		expect(emptied.body.callTemplate).not.toHaveProperty('systemPrompt');
		expect((await lab.api<AgentBody>('GET', path)).body).toEqual(emptied.body);
	});

	test('one medium and one voice over a merging PATCH', async () => {
		lab.ultravox.variants.patchCallTemplate = 'merge';
		const voice = 'Lab-German';
		const medium = { serverWebSocket: { inputSampleRate: 8000 } };
		const { agentId } = await createAgent({ name: 'A', callTemplate: { voice, medium } });
		const patched = async (callTemplate: object) =>
			(await lab.api<AgentBody>('PATCH', `/api/agents/${agentId}`, { callTemplate })).body
				.callTemplate;
		const larger = await patched({ medium: { serverWebSocket: { clientBufferSizeMs: 100 } } });
		expect(larger.medium).toEqual({
			serverWebSocket: { inputSampleRate: 8000, clientBufferSizeMs: 100 },
		});
		const generic = { generic: { url: 'https://example.com/speak' } };
		const other = await patched({ medium: { plivo: {} }, externalVoice: generic });
		expect(other).toMatchObject({ medium: { plivo: {} }, externalVoice: generic });
		expect(Object.keys(other.medium as object)).toEqual(['plivo']);
		expect(other).not.toHaveProperty('voice');
		expect(await patched({ voice })).not.toHaveProperty('externalVoice');
	});

	test('secrets over a merging PATCH, not over a replacing one', async () => {
		const sharedSecrets = ['sixteen-characters'];
		const { agentId } = await createAgent({ name: 'A', callTemplate: { sharedSecrets } });
		const kept = () => lab.ultravox.agents.get(agentId)?.callTemplate.sharedSecrets;
		lab.ultravox.variants.patchCallTemplate = 'merge';
		const change = { callTemplate: { temperature: 0.1 } };
		await lab.api('PATCH', `/api/agents/${agentId}`, change);
		expect(kept()).toEqual(sharedSecrets);
		lab.ultravox.variants.patchCallTemplate = 'replace';
		await lab.api('PATCH', `/api/agents/${agentId}`, change);
		expect(kept()).toBeUndefined();
	});

	test.each([
		['changes', true],
		['stays', false],
	] as const)('a published revision that %s', async (variant, differs) => {
		lab.ultravox.variants.publishedRevision = variant;
		const agent = await lab.api('POST', '/api/agents', { name: 'Ava' });
		const path = `/api/agents/${String(agent.body.agentId)}`;
		const changed = await lab.api('PATCH', path, { name: 'Eve' });
		const [before, after] = [agent.body.publishedRevisionId, changed.body.publishedRevisionId];
		expect(before !== after).toBe(differs);
		expect((await lab.api('GET', path)).body.publishedRevisionId).toBe(after);
	});

	test('a published revision that does not exist', async () => {
		lab.ultravox.variants.publishedRevision = 'none';
		const agent = await lab.api('POST', '/api/agents', { name: 'Ava' });
		expect(agent.body.publishedRevisionId).toBeNull();
	});

	test('count of its calls', async () => {
		const { agentId } = await createAgent({ name: 'Ava' });
		const path = `/api/agents/${agentId}`;
		for (let i = 0; i < 2; i++) await lab.api('POST', `${path}/calls`, {});
		await lab.api('POST', '/api/calls', {});
		expect((await lab.api<AgentBody>('GET', path)).body.statistics).toEqual({ calls: 2 });
	});

	test.each(['GET', 'PATCH', 'DELETE'])('nothing under an unknown id: %s', async (method) => {
		const body = method === 'PATCH' ? {} : undefined;
		expect((await lab.api(method, `/api/agents/${UNKNOWN}`, body)).status).toBe(404);
		expect((await lab.api(method, '/api/agents/Ava', body)).status).toBe(404);
		expect((await lab.api('PUT', `/api/agents/${UNKNOWN}`, {})).status).toBe(405);
	});

	test('no place in a list it does not match', async () => {
		for (const name of ['Ava', 'Eve']) await createAgent({ name });
		const found = await lab.api<AgentPage>('GET', '/api/agents?search=EV&sort=-name');
		expect(found.body.results.map(({ name }) => name)).toEqual(['Eve']);
		lab.ultravox.variants.unknownSortField = 'ignore';
		const all = await lab.api<AgentPage>('GET', '/api/agents?sort=color');
		expect(all.body.results).toHaveLength(2);
	});
});

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
		expect((await lab.api('GET', '/api/agents?cursor=%00')).status).toBe(404);
		expect((await lab.api('GET', '/api/agents?pageSize=0')).status).toBe(400);
		expect((await lab.api('GET', '/api/agents?sort=color')).status).toBe(400);
	});
});

function tools(temporaryTool: Record<string, unknown>): Record<string, unknown> {
	return { name: 'A', callTemplate: { selectedTools: [{ temporaryTool }] } };
}

import { byId } from '../plivoVoice/support/accountWorld';
import { allProfiles } from './support/ultravoxProfiles';
import { UltravoxStory } from './support/ultravoxStory';

const NOWHERE = '7d5a3a1e-0000-4000-8000-000000000000';
const SOCKET = { medium: 'serverWebSocket' };

describe.each(allProfiles)('new agents, %s', (_name, variants) => {
	let story: UltravoxStory;

	beforeAll(async () => {
		story = await UltravoxStory.start(variants);
	});

	afterAll(async () => await story.close());

	test("the panel offers the variables of the agent's texts, and the call gets their values", async () => {
		const { agentId } = await story.run('agent', 'create', {
			name: 'Caller by Name',
			systemPrompt: 'You work for {{company}}. Speak with {{customer.name}}, {{customer.age}}.',
			conversation: { timeExceededMessage: 'Goodbye {{customer.name}}, it is {{hour}}.' },
			toolsAndData: {
				contextSchema: JSON.stringify({
					type: 'object',
					properties: {
						company: { type: 'string' },
						customer: {
							type: 'object',
							properties: { name: { type: 'string' }, age: { type: 'number' } },
							required: ['name'],
						},
						hour: { type: 'string' },
					},
					required: ['company', 'customer'],
				}),
			},
		});
		const agent = byId(String(agentId));
		const fields = await story.node.mapperFields('getTemplateVariables', { agent });
		expect(fields.map(({ id, type, required }) => [id, type, required])).toEqual([
			['company', 'string', true],
			['customer.name', 'string', true],
			['customer.age', 'number', false],
			['hour', 'string', false],
		]);
		const made = await story.run('call', 'createWithAgent', {
			agent,
			...SOCKET,
			templateContext: {
				mappingMode: 'defineBelow',
				value: { company: 'ACME', 'customer.name': 'Ann', 'customer.age': 41, hour: 'nine' },
				schema: [],
			},
		});
		const { settings } = story.labCall(made);
		expect(settings.templateContext).toEqual({
			company: 'ACME',
			customer: { name: 'Ann', age: 41 },
			hour: 'nine',
		});
		expect(settings.systemPrompt).toBe('You work for ACME. Speak with Ann, 41.');

		// What the schema demands and nobody gave is refused in Ultravox's words.
		const { message } = await story.refused('call', 'createWithAgent', {
			agent,
			...SOCKET,
			templateContext: { mappingMode: 'defineBelow', value: { 'customer.name': 'Ann' } },
		});
		expect(message).toMatch(/^Ultravox refused the request.*company/);
	});

	test('what is wrong is told before anything is sent; what Ultravox refuses, in its words', async () => {
		const nothing = await story.requestsOf(async () => {
			const long = await story.refused('agent', 'create', { name: 'x'.repeat(65) });
			expect(long.message).toMatch(/'Name' has 65 characters, and may have 64/);
			const misplaced = await story.refused('agent', 'create', {
				name: 'Misplaced',
				additionalBodyFields: '{ "temperature": 1 }',
			});
			expect(misplaced.message).toMatch(/'temperature' where Ultravox drops it/);
			const id = await story.refused('agent', 'get', { agent: byId('={{ "front-desk" }}') });
			expect(id.message).toMatch(/'Agent'/);
		});
		expect(nothing).toEqual([]);

		const agents = story.ultravox.agents.size;
		const voice = await story.refused('agent', 'create', {
			name: 'Voiceless',
			voiceAndModel: { voice: byId('Nobody at all') },
		});
		expect(voice.message).toMatch(
			/^Ultravox refused the request.*Voice Nobody at all does not exist/,
		);
		expect(voice.description).toContain('HTTP status 400.');
		const unknown = await story.refused('agent', 'update', {
			agent: byId(NOWHERE),
			updateFields: { systemPrompt: 'Be brief.' },
		});
		expect(unknown.message).toMatch(/^Ultravox did not find it/);
		expect(story.ultravox.agents.size).toBe(agents);
	});

	test('an agent is made once, whatever happens; what was held back is sent again', async () => {
		const { agents, faults } = story.ultravox;
		const create = { name: 'Only One' };
		const named = () => [...agents.values()].filter(({ name }) => name === 'Only One');
		faults.add({ match: 'POST /api/agents', status: 500 });
		const failed = await story.requestsOf(async () => {
			const { message, description } = await story.refused('agent', 'create', create);
			expect(message).toMatch(/^Ultravox failed/);
			expect(description).toMatch(/look at Get Many before you try again.*HTTP status 500\./);
		});
		expect(failed).toHaveLength(1);
		faults.add({ match: 'POST /api/agents', drop: true, afterEffect: true });
		const lost = await story.requestsOf(async () => {
			const { message, description } = await story.refused('agent', 'create', create);
			expect(message).toMatch(/^The request to Ultravox failed/);
			expect(description).toMatch(/look at Get Many before you try again/);
		});
		expect(lost).toHaveLength(1);
		expect(named()).toHaveLength(1);
		faults.add({ match: 'POST /api/agents', status: 503, headers: { 'Retry-After': '1' } });
		const held = await story.requestsOf(async () => await story.run('agent', 'create', create));
		expect(held).toHaveLength(2);
		expect(named()).toHaveLength(2);
	});
});

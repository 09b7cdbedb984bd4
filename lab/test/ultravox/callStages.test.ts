import { useLab } from './support/socketWorld';

interface MessagePage {
	results: { role: string; medium?: string; text: string }[];
}

const world = useLab();

describe('a new stage', () => {
	async function staged(answer: object) {
		const { call, joinUrl } = await world.createSocketCall(
			{
				name: 'Ava',
				systemPrompt: 'Be nice.',
				greeting: 'Good morning.',
				callTemplate: {
					selectedTools: [{ temporaryTool: { modelToolName: 'transfer', client: {} } }],
				},
				script: { toolCalls: [{ when: 'sales', toolName: 'transfer', say: 'Welcome to sales.' }] },
			},
			{ initialMessages: [{ role: 'MESSAGE_ROLE_AGENT', text: 'We spoke before.' }] },
		);
		const caller = await world.join(joinUrl);
		await caller.phone.waitForHeard(/Good morning/);
		caller.phone.say('To sales please');
		const invocation = await caller.waitForMessage(
			({ type }) => type === 'client_tool_invocation',
			'the tool to be asked for',
		);
		caller.sendMessage({
			type: 'client_tool_result',
			invocationId: invocation.invocationId,
			responseType: 'new-stage',
			result: JSON.stringify(answer),
		});
		await caller.phone.waitForHeard(/Welcome to sales/);
		caller.hangUp();
		await call.waitForEnd(2000);
		return { call, path: `/api/calls/${call.callId}` };
	}

	const texts = async (path: string) => {
		const { body } = await world.lab.api<MessagePage>('GET', path);
		return body.results.map(({ text }) => text);
	};

	test('has settings, tools and messages of its own', async () => {
		const { call, path } = await staged({
			systemPrompt: 'Sell.',
			temperature: 0.5,
			model: 'other',
			selectedTools: [{ toolName: 'hangUp' }],
			initialMessages: [{ role: 'MESSAGE_ROLE_USER', text: 'I want to buy.' }],
		});
		const stages = await world.lab.api<{ results: { callStageId: string }[] }>(
			'GET',
			`${path}/stages`,
		);
		expect(stages.body.results).toMatchObject([
			{ systemPrompt: 'Be nice.', temperature: 0, model: 'ultravox-v0.7' },
			{ systemPrompt: 'Sell.', temperature: 0.5, model: 'ultravox-v0.7' },
		]);
		const [first, second] = stages.body.results.map(({ callStageId }) => callStageId);
		const names = async (tools: string) => {
			const { body } = await world.lab.api<{ name: string }[]>('GET', `${path}${tools}`);
			return body.map(({ name }) => name);
		};
		expect(await names(`/stages/${first ?? ''}/tools`)).toEqual(['transfer']);
		expect(await names(`/stages/${second ?? ''}/tools`)).toEqual(['hangUp']);
		expect(await names('/tools')).toEqual(['hangUp']);
		const last = ['I want to buy.', 'Welcome to sales.'];
		expect(await texts(`${path}/stages/${second ?? ''}/messages`)).toEqual(last);
		expect(await texts(`${path}/messages`)).toEqual(last);
		const spoken = await texts(`${path}/messages?mode=in_call`);
		expect(spoken).toEqual(expect.arrayContaining(['Good morning.', 'To sales please', last[1]]));
		expect(spoken).not.toContain('We spoke before.');
		expect(spoken).not.toContain('I want to buy.');
		expect((await world.lab.api('GET', path)).body.systemPrompt).toBe('Sell.');
		expect(call.messages.at(-1)).toMatchObject({ callStageMessageIndex: 1, callStageId: second });
	});

	test('begins with what was said before, where the tool does not say otherwise', async () => {
		const { path } = await staged({ languageHint: 'de' });
		const all = await texts(`${path}/messages`);
		expect(all).toEqual(expect.arrayContaining(['We spoke before.', 'Good morning.']));
		expect(all.at(-1)).toBe('Welcome to sales.');
		expect((await world.lab.api('GET', path)).body).toMatchObject({
			languageHint: 'de',
			systemPrompt: 'Be nice.',
		});
	});
});

describe('the tools of a call', () => {
	test('come without secrets, with overrides in place', async () => {
		const requirements = {
			httpSecurityOptions: {
				options: [
					{
						requirements: {
							shop: { headerApiKey: { name: 'X-Shop-Key' } },
							site: { queryApiKey: { name: 'key' } },
						},
					},
				],
			},
		};
		const { call } = await world.createCall(
			{ name: 'Ava' },
			{
				medium: { plivo: {} },
				toolOverrides: {
					add: [
						{
							temporaryTool: {
								modelToolName: 'lookUp',
								description: 'Looks up.',
								http: { baseUrlPattern: 'https://example.com/look', httpMethod: 'GET' },
								requirements,
								dynamicParameters: ['shop', 'word'].map((name) => ({
									name,
									location: 'PARAMETER_LOCATION_QUERY',
									schema: { type: 'string' },
								})),
							},
							nameOverride: 'find',
							descriptionOverride: 'Finds.',
							authTokens: { shop: 'shop-secret', site: 'site-secret' },
							parameterOverrides: { shop: 'berlin' },
						},
					],
				},
			},
		);
		const { body } = await world.lab.api('GET', `/api/calls/${call.callId}/tools`);
		expect(body).toEqual([
			{
				callToolId: expect.any(String) as string,
				toolId: null,
				name: 'find',
				definition: {
					description: 'Finds.',
					dynamicParameters: [
						{ name: 'word', location: 'PARAMETER_LOCATION_QUERY', schema: { type: 'string' } },
					],
					staticParameters: [
						{ name: 'shop', location: 'PARAMETER_LOCATION_QUERY', value: 'berlin' },
					],
					http: {
						baseUrlPattern: 'https://example.com/look',
						httpMethod: 'GET',
						authHeaders: ['X-Shop-Key'],
						authQueryParams: ['key'],
						callTokenScopes: [],
					},
				},
			},
		]);
		expect(JSON.stringify(body)).not.toContain('secret');
	});
});

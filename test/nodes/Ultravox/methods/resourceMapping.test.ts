import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { getTemplateVariables } from '../../../../nodes/Ultravox/methods/resourceMapping';
import {
	searchModels,
	searchTools,
	searchVoices,
} from '../../../../nodes/Ultravox/methods/listSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

const AGENT_ID = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';

function panel(agent: unknown, callTemplate: unknown = null) {
	const { context, requests } = recordingContext(() => ({ agentId: AGENT_ID, callTemplate }));
	const load = Object.assign(context, {
		getCurrentNodeParameter: (name: string) => (name === 'agent' ? agent : undefined),
	}) as ILoadOptionsFunctions;
	return { load, requests };
}

describe('the template variables of the chosen agent', () => {
	test('become fields, needed ones marked', async () => {
		const { load, requests } = panel(
			{ mode: 'list', value: AGENT_ID },
			{
				systemPrompt: 'Hello {{user.name}}',
				contextSchema: { required: ['age'], properties: { age: { type: 'number' } } },
			},
		);
		const { fields } = await getTemplateVariables.call(load);
		expect(fields.map(({ id, type, required }) => ({ id, type, required }))).toEqual([
			{ id: 'age', type: 'number', required: true },
			{ id: 'user.name', type: 'string', required: false },
		]);
		expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
			`GET https://api.ultravox.ai/api/agents/${AGENT_ID}`,
		]);
	});

	test('are none for an agent without a template', async () => {
		expect(await getTemplateVariables.call(panel(AGENT_ID).load)).toEqual({ fields: [] });
	});

	test.each(['', undefined, '={{ $json.agentId }}'])(
		'are not asked for before an agent is known: %p',
		async (value) => {
			const { load, requests } = panel({ mode: 'id', value });
			expect((await getTemplateVariables.call(load)).fields).toEqual([]);
			expect(requests).toEqual([]);
		},
	);
});

describe('list searches', () => {
	const list = (result: object) =>
		recordingContext(() => ({ results: [result], next: null, previous: null, total: 1 }));

	test('voices are searched by Ultravox, and shown with their language', async () => {
		const { context, requests } = list({ voiceId: 'v', name: 'Mark', languageLabel: 'English' });
		expect(await searchVoices.call(context, ' Mar ')).toEqual({
			results: [{ name: 'Mark, English', value: 'v' }],
			paginationToken: undefined,
		});
		expect(requests[0]?.query).toEqual({ pageSize: 50, search: 'Mar' });
	});

	test('tools are searched by Ultravox', async () => {
		const { context, requests } = list({ toolId: 't', name: 'hangUp' });
		expect((await searchTools.call(context, 'hang')).results).toEqual([
			{ name: 'hangUp', value: 't' },
		]);
		expect(requests[0]?.url).toBe('https://api.ultravox.ai/api/tools');
	});

	test('models are looked through here: Ultravox searches none', async () => {
		const { context, requests } = list({ name: 'ultravox-v0.7' });
		expect((await searchModels.call(context, 'V0.7')).results).toEqual([
			{ name: 'ultravox-v0.7', value: 'ultravox-v0.7' },
		]);
		expect((await searchModels.call(context, 'other')).results).toEqual([]);
		expect(requests[0]?.query).toEqual({ pageSize: 50 });
	});
});

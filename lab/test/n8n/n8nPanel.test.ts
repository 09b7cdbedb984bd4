import type { N8nHttp } from '../../src/n8n/n8nHttp';
import { N8nPanel } from '../../src/n8n/n8nPanel';

const NODE = {
	name: 'Trigger',
	position: [0, 0],
	type: 'n8n-nodes-plivo-ultravox.inboundCallTrigger',
	typeVersion: 1,
	parameters: { phoneNumber: '' },
	credentials: { plivoVoiceApi: { id: '1', name: 'Plivo' } },
};

/** What the editor tells of the node that is open (n8n-runtime.md §5). */
const inPanel = {
	nodeTypeAndVersion: { name: NODE.type, version: 1 },
	currentNodeParameters: NODE.parameters,
	credentials: NODE.credentials,
};

describe('the panel of a node', () => {
	/** An n8n that gives this answer. */
	const panelOf = (answer: unknown) => {
		const request = jest.fn(async () => await Promise.resolve(answer));
		return { request, panel: new N8nPanel({ request } as unknown as N8nHttp) };
	};

	it('asks for the choices of a list, with what was typed into its search', async () => {
		const page = { results: [{ name: '+1 415', value: '+1415' }] };
		const { panel, request } = panelOf(page);
		expect(await panel.listSearch(NODE, 'searchNumbers', '415')).toBe(page);
		await panel.listSearch(NODE, 'searchNumbers');
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		const asked = { path: 'parameters.listSearch', methodName: 'searchNumbers', ...inPanel };
		expect(request.mock.calls).toEqual([
			['POST', path, { ...asked, filter: '415' }],
			['POST', path, asked],
		]);
	});

	it('asks for the fields of a mapper', async () => {
		const fields = [{ id: 'name', displayName: 'Name' }];
		const { panel, request } = panelOf({ fields });
		expect(await panel.mapperFields(NODE, 'contextFields')).toBe(fields);
		expect(request.mock.calls).toEqual([
			[
				'POST',
				'/rest/dynamic-node-parameters/resource-mapper-fields',
				{ path: 'parameters.resourceMapper', methodName: 'contextFields', ...inPanel },
			],
		]);
	});

	it('asks for the options that a list loads', async () => {
		const choices = [{ name: 'Mark', value: 'mark' }];
		const { panel, request } = panelOf(choices);
		expect(await panel.nodeChoices(NODE, 'loadVoices')).toBe(choices);
		expect(request.mock.calls).toEqual([
			[
				'POST',
				'/rest/dynamic-node-parameters/options',
				{ path: 'parameters.options', methodName: 'loadVoices', ...inPanel },
			],
		]);
	});
});

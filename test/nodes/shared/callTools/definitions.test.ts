import type { CallToolSettings } from '../../../../nodes/shared/callTools/definitions';
import { callTools } from '../../../../nodes/shared/callTools/definitions';
import { openToolToken, TOOL_TOKEN_HEADER } from '../../../../nodes/shared/callTools/toolToken';

const settings: CallToolSettings = {
	webhookUrl: 'https://n8n.example.com/webhook-waiting/7/node?signature=abc&item=2',
	key: { name: 'n8nCallKey', value: 'run:0' },
	secret: 'the-api-key',
	handoffNumber: '+14155550142',
	callerId: '+14155550123',
	dataFields: [
		{ name: 'appointment day', description: 'when to come', type: 'date' },
		{ name: 'guests', description: '', type: 'number' },
	],
};

interface Tool {
	temporaryTool: Record<string, unknown> & { modelToolName: string; description: string };
	authTokens: Record<string, string>;
}

const toolsFor = (changes: Partial<CallToolSettings> = {}) =>
	callTools({ ...settings, ...changes }) as unknown as Tool[];

test('O3.6 O3.8 one tool for each duty, and none without', () => {
	const names = (changes: Partial<CallToolSettings>) =>
		toolsFor(changes).map(({ temporaryTool }) => temporaryTool.modelToolName);
	expect(names({})).toEqual(['transferToHuman', 'submitCollectedData']);
	expect(names({ dataFields: [] })).toEqual(['transferToHuman']);
	expect(names({ handoffNumber: null })).toEqual(['submitCollectedData']);
	expect(names({ handoffNumber: null, dataFields: [] })).toEqual([]);
});

test("P2.11 the address has no query: the webhook's own goes into static parameters", () => {
	const [{ temporaryTool } = { temporaryTool: {} }] = toolsFor();
	expect(temporaryTool).toMatchObject({
		http: { baseUrlPattern: 'https://n8n.example.com/webhook-waiting/7/node', httpMethod: 'POST' },
		staticParameters: [
			{ name: 'signature', location: 'PARAMETER_LOCATION_QUERY', value: 'abc' },
			{ name: 'item', location: 'PARAMETER_LOCATION_QUERY', value: '2' },
			{ name: 'event', location: 'PARAMETER_LOCATION_QUERY', value: 'tool' },
			{ name: 'tool', location: 'PARAMETER_LOCATION_QUERY', value: 'transferToHuman' },
		],
		automaticParameters: [{ knownValue: 'KNOWN_PARAM_CALL_ID' }],
	});
});

test('O3.6 the token travels as a secret of the tool, and is bound to the call and the human', () => {
	const [tool] = toolsFor({ step: 3 });
	const [name, token] = Object.entries(tool?.authTokens ?? {})[0] ?? ['', ''];
	expect(tool?.temporaryTool.requirements).toEqual({
		httpSecurityOptions: {
			options: [{ requirements: { [name]: { headerApiKey: { name: TOOL_TOKEN_HEADER } } } }],
		},
	});
	expect(openToolToken(token, settings.secret)).toEqual({
		tool: 'transferToHuman',
		key: settings.key,
		number: '+14155550142',
		callerId: '+14155550123',
		step: 3,
	});
	expect(JSON.stringify(tool?.temporaryTool)).not.toContain(token);
});

test('O3.8 the fields are parameters that may be left out', () => {
	const tool = toolsFor({ handoffNumber: null })[0];
	expect(tool?.temporaryTool.dynamicParameters).toMatchObject([
		{ name: 'appointment_day', required: false, schema: { type: 'string', format: 'date' } },
		{ name: 'guests', required: false, schema: { type: 'number' } },
	]);
	expect(tool?.temporaryTool.description).toContain('never guess');
});

test.each([
	['https://n8n.example.com/webhook/1/plivo', 2],
	['http://127.0.0.1:5678/webhook/1/plivo', 2],
	['http://localhost:5678/webhook/1/plivo', 2],
	['http://n8n.example.com/webhook/1/plivo', 0],
	['http://127.0.0.1.example.com/webhook/1/plivo', 0],
])(
	'Ultravox reaches tools over https only, and in the lab on this machine: %s',
	(webhookUrl, count) => {
		expect(toolsFor({ webhookUrl })).toHaveLength(count);
	},
);

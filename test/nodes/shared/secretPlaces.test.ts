import { hideSecrets } from '../../../nodes/Ultravox/hiddenSecrets';
import { secretTexts } from '../../../nodes/shared/secretTexts';

const tool = {
	modelToolName: 'book',
	staticParameters: [
		{ name: 'X-Auth', location: 'PARAMETER_LOCATION_HEADER', value: 'static' },
		{ name: 'Content-Type', location: 'PARAMETER_LOCATION_HEADER', value: 'text/plain' },
		{ name: 'shop', location: 'PARAMETER_LOCATION_BODY', value: 'north' },
		{ name: 'X-Number', location: 'PARAMETER_LOCATION_HEADER', value: 12345 },
	],
	dynamicParameters: [
		{ name: 'X-Key', location: 'PARAMETER_LOCATION_HEADER', schema: { password: 'no secret' } },
	],
	requirements: { httpSecurityOptions: { options: [{ requirements: { headers: {} } }] } },
	http: { authHeaders: [{ name: 'X-Old', value: 'old' }] },
};
const body = {
	sharedSecrets: ['one'],
	secrets: ['signs'],
	callbacks: { ended: { url: 'https://x.example/a?secret=two#b', secrets: ['three'] } },
	medium: { sip: { outgoing: { username: 'me', password: 'four' } } },
	selectedTools: [
		{ toolName: 'a', authTokens: { apiKey: 'five' } },
		{ temporaryTool: tool, parameterOverrides: { 'X-Key': 'overridden', shop: 'south' } },
		{ toolName: 'a', parameterOverrides: { shop: 'east' } },
	],
	toolOverrides: { add: [{ toolName: 'b', authTokens: { apiKey: 'six' } }] },
	externalVoice: {
		generic: {
			url: 'https://x.example/a?b=voice',
			headers: { Authorization: 'seven', Accept: 'audio/wav' },
			body: { headers: { a: 'text' }, url: 'https://x.example/?a=text' },
		},
	},
	dataConnection: { websocketUrl: 'wss://x.example/?token=eight', headers: { 'X-Key': 'nine' } },
	nothing: null,
};
/** What users may call as they like: names say nothing of the values. */
const chosen = {
	contextSchema: { properties: { password: { type: 'string' }, headers: { type: 'object' } } },
	templateContext: { headers: { name: 'phone' }, secrets: ['to success'], password: 'swordfish' },
	initialState: { sharedSecrets: ['of the cook'] },
	metadata: { headers: { a: 'b' }, websocketUrl: 'wss://x.example/?a=b' },
	headers: { a: 'nobody sends these' },
	url: 'https://x.example/?page=2',
};

test('the secrets of a body are found where they stand', () => {
	expect(secretTexts({ ...body, ...chosen })).toEqual([
		'one',
		'signs',
		'secret=two',
		'three',
		'four',
		'five',
		'static',
		'12345',
		'old',
		'overridden',
		'six',
		'b=voice',
		'seven',
		'token=eight',
		'nine',
	]);
	expect(secretTexts({ callTemplate: { sharedSecrets: ['one'] } })).toEqual(['one']);
	expect(secretTexts(undefined)).toEqual([]);
});

test('in an item they are hidden, and all else stays', () => {
	const hidden = hideSecrets({ ultravox: body, ...chosen }) as { ultravox: typeof body };
	expect(hidden).toMatchObject(chosen);
	const { generic } = hidden.ultravox.externalVoice;
	expect(generic).toEqual({
		url: 'https://x.example/a?[removed]',
		headers: { Authorization: '[removed]', Accept: '[removed]' },
		body: body.externalVoice.generic.body,
	});
	expect(hidden.ultravox.dataConnection).toEqual({
		websocketUrl: 'wss://x.example/?[removed]',
		headers: { 'X-Key': '[removed]' },
	});
	expect(hidden.ultravox.callbacks.ended.url).toBe('https://x.example/a?[removed]#b');
	const [, temporary, named] = hidden.ultravox.selectedTools;
	expect(temporary).toEqual({
		parameterOverrides: { 'X-Key': '[removed]', shop: 'south' },
		temporaryTool: {
			...tool,
			staticParameters: tool.staticParameters.map((one) =>
				one.name.startsWith('X-') ? { ...one, value: '[removed]' } : one,
			),
			http: { authHeaders: [{ name: 'X-Old', value: '[removed]' }] },
		},
	});
	expect(named).toEqual(body.selectedTools[2]);
});

test('what wakes a waiting execution is hidden: in what Ultravox gives who dials, and in a tool of ours', () => {
	const url = 'https://n8n.example.com/webhook-waiting/1/node?signature=wakes&event=hangup';
	const call = {
		medium: {
			plivo: {
				outgoing: {
					to: '+14155550123',
					additionalParams: { ring_timeout: 45, hangup_url: `${url}#rt=1`, hangup_method: 'POST' },
				},
			},
		},
	};
	const query = (name: string, value: string) => ({
		name,
		location: 'PARAMETER_LOCATION_QUERY',
		value,
	});
	const definition = { staticParameters: [query('signature', 'wakes too'), query('item', '0')] };
	expect(secretTexts({ call, definition })).toEqual(['signature=wakes&event=hangup', 'wakes too']);
	expect(hideSecrets({ call, definition })).toEqual({
		call: {
			medium: {
				plivo: {
					outgoing: {
						to: '+14155550123',
						additionalParams: {
							ring_timeout: 45,
							hangup_url: 'https://n8n.example.com/webhook-waiting/1/node?[removed]#rt=1',
							hangup_method: 'POST',
						},
					},
				},
			},
		},
		definition: { staticParameters: [query('signature', '[removed]'), query('item', '0')] },
	});
});

import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface CallBody {
	callId: string;
	joinUrl: string;
	created: string;
	metadata: Record<string, string>;
	systemPrompt: string | null;
	[field: string]: unknown;
}

interface CallPage {
	results: CallBody[];
	next: string | null;
	total: number;
}

const SOCKET = { serverWebSocket: { inputSampleRate: 16000 } };
let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

describe('creating calls', () => {
	test('with an agent: template, context and overrides come together', async () => {
		const { agentId } = lab.ultravox.addAgent({
			name: 'Ava',
			systemPrompt: 'You talk to {{ customer.name }}.',
			callTemplate: { medium: SOCKET, maxDuration: '60s', recordingEnabled: true },
		});
		const { status, body } = await lab.api<CallBody>('POST', `/api/agents/${agentId}/calls`, {
			templateContext: { customer: { name: 'Mia' } },
			metadata: { plivoCallUuid: 'abc' },
			recordingEnabled: false,
		});
		expect(status).toBe(201);
		expect(body).toMatchObject({
			agent: { agentId, name: 'Ava' },
			agentId,
			systemPrompt: 'You talk to Mia.',
			maxDuration: '60s',
			joinTimeout: '30s',
			recordingEnabled: false,
			metadata: { plivoCallUuid: 'abc' },
			medium: SOCKET,
			joined: null,
			ended: null,
			endReason: null,
			billingStatus: 'BILLING_STATUS_PENDING',
			firstSpeaker: 'FIRST_SPEAKER_AGENT',
			retentionPolicy: 'retain',
		});
		expect(body.joinUrl.startsWith(`${lab.ultravox.voiceUrl}/calls/${body.callId}/`)).toBe(true);
		expect(lab.ultravox.calls.get(body.callId)?.request).toEqual({
			templateContext: { customer: { name: 'Mia' } },
			metadata: { plivoCallUuid: 'abc' },
			recordingEnabled: false,
		});
	});

	test('without an agent: the defaults', async () => {
		const { body } = await lab.api<CallBody>('POST', '/api/calls', { systemPrompt: 'Hi {{x}}' });
		expect(body).toMatchObject({
			agent: null,
			agentId: null,
			model: 'ultravox-v0.7',
			medium: { webRtc: {} },
			systemPrompt: 'Hi {{x}}',
			maxDuration: '3600s',
		});
	});

	test('a call may go on from an earlier one', async () => {
		const first = await lab.api<CallBody>('POST', '/api/calls', {
			systemPrompt: 'Be nice.',
			medium: SOCKET,
			initialMessages: [{ role: 'MESSAGE_ROLE_USER', text: 'Hello' }],
			firstSpeakerSettings: { user: {} },
		});
		const query = `priorCallId=${first.body.callId}&enableGreetingPrompt=false`;
		const second = await lab.api<CallBody>('POST', `/api/calls?${query}`, { maxDuration: '9s' });
		expect(second.body).toMatchObject({
			systemPrompt: 'Be nice.',
			medium: SOCKET,
			maxDuration: '9s',
		});
		const messages = await lab.api<{ results: unknown[] }>(
			'GET',
			`/api/calls/${second.body.callId}/messages`,
		);
		expect(messages.body.results).toMatchObject([{ text: 'Hello' }]);
		const both = { initialMessages: [{ role: 'MESSAGE_ROLE_USER', text: 'x' }] };
		expect((await lab.api('POST', `/api/calls?${query}`, both)).status).toBe(400);
	});

	test.each<[string, Record<string, unknown>, string]>([
		['metadata that is no text', { metadata: { count: 3 } }, 'metadata.count'],
		['a reserved metadata key', { metadata: { 'ultravox.x': 'y' } }, 'metadata.ultravox.x'],
		['two media', { medium: { plivo: {}, ...SOCKET } }, 'medium'],
		[
			'a serverWebSocket without a rate',
			{ medium: { serverWebSocket: {} } },
			'medium.serverWebSocket.inputSampleRate',
		],
		[
			'a rate nobody can speak',
			{ medium: { serverWebSocket: { inputSampleRate: 11025 } } },
			'medium.serverWebSocket.inputSampleRate',
		],
		[
			'a negative buffer',
			{ medium: { serverWebSocket: { inputSampleRate: 8000, clientBufferSizeMs: -1 } } },
			'medium.serverWebSocket.clientBufferSizeMs',
		],
		['a duration without its s', { maxDuration: '60' }, 'maxDuration'],
		['a duration of nothing', { joinTimeout: '0s' }, 'joinTimeout'],
		[
			'a first speaker twice',
			{ firstSpeakerSettings: { agent: {}, user: {} } },
			'firstSpeakerSettings',
		],
		['overrides without a voice', { voiceOverrides: { lmnt: { speed: 1 } } }, 'voiceOverrides'],
		['a voice that does not exist', { voice: 'Nobody' }, 'voice'],
		['a secret that is too short', { sharedSecrets: ['short'] }, 'sharedSecrets.0'],
		[
			'a dtmf contradiction',
			dtmf({ ignore: true, userTextMessage: {} }),
			'medium.plivo.dtmfHandling',
		],
		['a throttle that does not exist', {}, 'throttle'],
	])('%s is refused', async (_, request, field) => {
		lab.ultravox.variants.errorShape = 'list';
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const query = field === 'throttle' ? '?throttle=slow' : '';
		const { status, body } = await lab.api('POST', `/api/agents/${agentId}/calls${query}`, request);
		expect(status).toBe(400);
		expect(body).toEqual([expect.stringContaining(`${field}: `)]);
		expect(lab.ultravox.calls.size).toBe(0);
		expect(lab.log.filter(({ kind }) => kind === 'unknown-field')).toEqual([]);
	});

	test('a variable of the agent that the context misses is refused', async () => {
		const { agentId } = lab.ultravox.addAgent({
			name: 'Ava',
			systemPrompt: 'For {{company}}.',
			greeting: 'Hello {{customer.name}}.',
		});
		const path = `/api/agents/${agentId}/calls`;
		const { status, body } = await lab.api('POST', path, { templateContext: { company: 'X' } });
		expect(status).toBe(400);
		expect(body).toEqual({
			templateContext: { customer: { name: [expect.any(String) as string] } },
		});
	});

	test('a context schema decides alone', async () => {
		const { agentId } = lab.ultravox.addAgent({
			name: 'Ava',
			systemPrompt: 'For {{company}}.',
			callTemplate: {
				contextSchema: {
					type: 'object',
					properties: { age: { type: 'integer' } },
					required: ['age'],
				},
			},
		});
		const path = `/api/agents/${agentId}/calls`;
		expect((await lab.api('POST', path, { templateContext: { company: 'X' } })).status).toBe(400);
		expect((await lab.api('POST', path, { templateContext: { age: 'x' } })).status).toBe(400);
		expect((await lab.api('POST', path, { templateContext: { age: 7 } })).status).toBe(201);
		const broken = { name: 'A', callTemplate: { contextSchema: { type: 'strange' } } };
		expect((await lab.api('POST', '/api/agents', broken)).status).toBe(400);
	});

	test('fields an agent call cannot override are dropped and noted', async () => {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava', systemPrompt: 'Mine.' });
		const { body } = await lab.api<CallBody>('POST', `/api/agents/${agentId}/calls`, {
			systemPrompt: 'Yours.',
			temperature: 0.5,
		});
		expect(body.systemPrompt).toBe('Mine.');
		expect(
			lab.log.filter(({ kind }) => kind === 'unknown-field').map(({ detail }) => detail),
		).toEqual([{ field: 'systemPrompt' }, { field: 'temperature' }]);
	});

	test('the account may be out of money, or full', async () => {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const path = `/api/agents/${agentId}/calls`;
		lab.ultravox.account.paymentRequired = true;
		expect((await lab.api('POST', path, {})).status).toBe(402);
		lab.ultravox.variants.paymentRequiredStatus = 403;
		expect((await lab.api('POST', path, {})).status).toBe(403);
		lab.ultravox.account.paymentRequired = false;
		lab.ultravox.account.allowedConcurrentCalls = 1;
		expect((await lab.api('POST', path, {})).status).toBe(201);
		const full = await lab.api('POST', path, {});
		expect([full.status, full.headers.get('retry-after')]).toEqual([429, '2']);
	});

	test('the tools of a call, with overrides', async () => {
		const { agentId } = lab.ultravox.addAgent({
			name: 'Ava',
			callTemplate: { selectedTools: [{ toolName: 'hangUp' }, { toolName: 'playDtmfSounds' }] },
		});
		const { body } = await lab.api<CallBody>('POST', `/api/agents/${agentId}/calls`, {
			toolOverrides: {
				remove: ['hangUp'],
				add: [
					{
						temporaryTool: {
							modelToolName: 'lookUp',
							description: 'Finds things.',
							client: {},
						},
					},
				],
			},
		});
		const tools = await lab.api<{ name: string; definition: unknown }[]>(
			'GET',
			`/api/calls/${body.callId}/tools`,
		);
		expect(tools.body.map(({ name, definition }) => [name, definition])).toEqual([
			['playDtmfSounds', expect.objectContaining({ http: expect.anything() as unknown })],
			['lookUp', { description: 'Finds things.', client: {} }],
		]);
	});
});

describe('finding calls', () => {
	async function make(metadata: Record<string, string>): Promise<CallBody> {
		return (await lab.api<CallBody>('POST', '/api/calls', { medium: SOCKET, metadata })).body;
	}

	test('by metadata, page by page, newest first', async () => {
		const wanted = [];
		for (const plivoCallUuid of ['a', 'b', 'a', 'a']) {
			const call = await make({ plivoCallUuid, kind: 'test' });
			if (plivoCallUuid === 'a') wanted.unshift(call.callId);
		}
		const path = '/api/calls?metadata.plivoCallUuid=a&metadata.kind=test&pageSize=2';
		const first = await lab.api<CallPage>('GET', path);
		expect(first.body.total).toBe(3);
		const next = first.body.next?.replace(lab.ultravox.apiUrl, '') ?? '';
		const second = await lab.api<CallPage>('GET', next);
		const found = [...first.body.results, ...second.body.results].map(({ callId }) => callId);
		expect([...found].sort()).toEqual([...wanted].sort());
		expect(second.body.next).toBeNull();
	});

	test('by agent, by date and by duration', async () => {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const { body } = await lab.api<CallBody>('POST', `/api/agents/${agentId}/calls`, {});
		await make({});
		const total = async (query: string) =>
			(await lab.api<CallPage>('GET', `/api/calls?${query}`)).body.total;
		const other = '00000000-0000-4000-8000-000000000000';
		expect(await total(`agentIds=${agentId}`)).toBe(1);
		expect(await total(`agentIds=${other}&agentIds=${agentId}`)).toBe(1);
		expect(await total('')).toBe(2);
		expect(await total(`fromDate=${body.created.slice(0, 10)}`)).toBe(2);
		expect(await total(`toDate=${body.created.slice(0, 10)}`)).toBe(2);
		expect(await total('toDate=2020-01-01T00:00:00Z')).toBe(0);
		expect(await total('fromDate=2999-01-01')).toBe(0);
		expect(await total('durationMin=1s')).toBe(0);
		expect((await lab.api('GET', '/api/calls?fromDate=yesterday')).status).toBe(400);
		expect((await lab.api('GET', '/api/calls?durationMin=1')).status).toBe(400);
		const ofAgent = await lab.api<CallPage>('GET', `/api/agents/${agentId}/calls`);
		expect(ofAgent.body.results.map(({ callId }) => callId)).toEqual([body.callId]);
	});

	test('an ongoing call cannot be deleted, one that is over can', async () => {
		const { callId } = await make({});
		const path = `/api/calls/${callId}`;
		expect((await lab.api('DELETE', path)).status).toBe(400);
		lab.ultravox.variants.deleteLiveStatus = 409;
		expect((await lab.api('DELETE', path)).status).toBe(409);
		lab.ultravox.calls.get(callId)?.end('unjoined');
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect((await lab.api('GET', path)).status).toBe(404);
	});
});

describe('the shape of validation errors', () => {
	const broken = { metadata: { a: 1 }, maxDuration: '1' };

	test.each([
		['fields', { metadata: { a: [expect.any(String)] }, maxDuration: [expect.any(String)] }],
		[
			'detail',
			{
				detail: expect.stringMatching(/maxDuration: .*metadata\.a: |metadata\.a: .*maxDuration: /),
			},
		],
		['list', [expect.any(String), expect.any(String)]],
	] as const)('%s', async (errorShape, shape) => {
		lab.ultravox.variants.errorShape = errorShape;
		const { status, body } = await lab.api('POST', '/api/calls', broken);
		expect(status).toBe(400);
		expect(body).toEqual(shape);
	});
});

function dtmf(dtmfHandling: Record<string, unknown>): Record<string, unknown> {
	return { medium: { plivo: { dtmfHandling } } };
}

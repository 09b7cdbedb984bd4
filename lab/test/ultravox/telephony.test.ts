import { XMLParser } from 'fast-xml-parser';
import { signV3 } from '../../../nodes/shared/plivoSignature';
import { useLab } from './support/socketWorld';

const world = useLab();
const CONFIG = '/api/telephony_configs/plivo';
const CREDENTIALS = { authId: 'MALABPHONE0000000000', authToken: 'token-of-the-lab' };
const FIELDS = { CallUUID: 'uuid-1', From: '14155550100', To: '14155550123', Event: 'StartApp' };

async function callIn(agentId: string, authToken = CREDENTIALS.authToken): Promise<Response> {
	const url = `${world.lab.ultravox.appUrl}/api/agents/${agentId}/telephony_xml`;
	const nonce = '12345678901234567890';
	const signature = signV3({ method: 'POST', url, parameters: FIELDS, nonce, authToken });
	return await fetch(url, {
		method: 'POST',
		headers: { 'x-plivo-signature-v3': signature, 'x-plivo-signature-v3-nonce': nonce },
		body: new URLSearchParams(FIELDS),
	});
}

describe('the Plivo telephony config', () => {
	test('lives once: created, read, changed, deleted; the token is never shown', async () => {
		expect((await world.lab.api('GET', CONFIG)).status).toBe(404);
		expect((await world.lab.api('PATCH', CONFIG, { authId: 'x' })).status).toBe(404);
		const created = await world.lab.api('POST', CONFIG, CREDENTIALS);
		expect(created.status).toBe(201);
		expect(created.body).toEqual({
			authId: CREDENTIALS.authId,
			authTokenPrefix: { prefix: 'toke' },
			callCreationAllowAllAgents: false,
			callCreationAllowedAgentIds: [],
			requestContextMapping: {},
		});
		expect((await world.lab.api('POST', CONFIG, CREDENTIALS)).status).toBe(400);
		world.lab.ultravox.variants.duplicateConfigStatus = 409;
		expect((await world.lab.api('POST', CONFIG, CREDENTIALS)).status).toBe(409);
		const changed = await world.lab.api('PATCH', CONFIG, { callCreationAllowAllAgents: true });
		expect(changed.body).toMatchObject({
			authId: CREDENTIALS.authId,
			callCreationAllowAllAgents: true,
		});
		expect(JSON.stringify([created.body, changed.body])).not.toContain(CREDENTIALS.authToken);
		expect((await world.lab.api('DELETE', CONFIG)).status).toBe(204);
		expect((await world.lab.api('DELETE', CONFIG)).status).toBe(404);
	});

	test.each([
		['without a token', { authId: 'x' }],
		['with an agent id that is none', { ...CREDENTIALS, callCreationAllowedAgentIds: ['x'] }],
		[
			'with some and all agents',
			{
				...CREDENTIALS,
				callCreationAllowAllAgents: true,
				callCreationAllowedAgentIds: ['00000000-0000-4000-8000-000000000000'],
			},
		],
		[
			'with 101 agents',
			{
				...CREDENTIALS,
				callCreationAllowedAgentIds: Array(101).fill('00000000-0000-4000-8000-000000000000'),
			},
		],
	])('%s it is refused', async (_, body) => {
		expect((await world.lab.api('POST', CONFIG, body)).status).toBe(400);
	});

	test("the prose page's name allowAllAgents is dropped and noted", async () => {
		const { body } = await world.lab.api('POST', CONFIG, { ...CREDENTIALS, allowAllAgents: true });
		expect(body.callCreationAllowAllAgents).toBe(false);
		expect(world.lab.log.find(({ kind }) => kind === 'unknown-field')?.detail).toEqual({
			field: 'allowAllAgents',
		});
	});
});

describe('telephony_xml on the app host', () => {
	test('a signed request of Plivo gets a stream to an agent that knows the caller', async () => {
		const { agentId } = world.lab.ultravox.addAgent({
			name: 'Ava',
			greeting: 'Hello {{user.phone}}.',
		});
		await world.lab.api('POST', CONFIG, {
			...CREDENTIALS,
			callCreationAllowedAgentIds: [agentId],
			requestContextMapping: { From: 'user.phone' },
		});
		const response = await callIn(agentId);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain('text/xml');
		const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' });
		const document = parser.parse(await response.text()) as {
			Response: { Stream: Record<string, string> };
		};
		expect(document.Response.Stream).toMatchObject({
			'@bidirectional': 'true',
			'@keepCallAlive': 'true',
			'@contentType': 'audio/x-l16;rate=16000',
		});
		const caller = await world.joinAsPlivo(document.Response.Stream['#text'] ?? '');
		await caller.phone.waitForHeard(/^Hello 14155550100\.$/);
		const [call] = world.lab.ultravox.calls.values();
		const { body } = await world.lab.api('GET', `/api/calls/${call?.callId ?? ''}`);
		expect(body).toMatchObject({ requestContext: FIELDS, agentId, medium: { plivo: {} } });
	});

	test('who is not allowed gets no call', async () => {
		const { agentId } = world.lab.ultravox.addAgent({ name: 'Ava' });
		expect((await callIn(agentId)).status).toBe(403);
		await world.lab.api('POST', CONFIG, CREDENTIALS);
		expect((await callIn(agentId)).status).toBe(403);
		await world.lab.api('PATCH', CONFIG, { callCreationAllowAllAgents: true });
		expect((await callIn(agentId, 'another token')).status).toBe(403);
		expect((await callIn('00000000-0000-4000-8000-000000000000')).status).toBe(404);
		expect(world.lab.ultravox.calls.size).toBe(0);
		expect((await callIn(agentId)).status).toBe(200);
	});

	test('there is nothing else on this host', async () => {
		const response = await fetch(`${world.lab.ultravox.appUrl}/api/accounts/me`);
		expect(response.status).toBe(404);
	});

	test('outgoing calls are refused in words', async () => {
		const medium = { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } };
		const without = await world.lab.api('POST', '/api/calls', { medium });
		expect([without.status, without.body.detail]).toEqual([
			400,
			'Plivo credentials are not set up for this account.',
		]);
		await world.lab.api('POST', CONFIG, CREDENTIALS);
		const refused = await world.lab.api('POST', '/api/calls', { medium });
		expect([refused.status, refused.body.detail]).toEqual([
			400,
			expect.stringContaining('The lab does not dial out'),
		]);
	});
});

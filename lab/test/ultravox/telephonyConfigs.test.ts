import { signV3 } from '../../../nodes/shared/plivoSignature';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const OLD = '/api/accounts/me/telephony_config';

interface Provider {
	credentials: Record<string, string>;
	readable: Record<string, unknown>;
	change: Record<string, string>;
}

const PROVIDERS: Record<string, Provider> = {
	plivo: {
		credentials: { authId: 'MALAB', authToken: 'token-secret' },
		readable: { authId: 'MALAB', authTokenPrefix: { prefix: 'toke' } },
		change: { authId: 'MAOTHER' },
	},
	twilio: {
		credentials: { accountSid: 'ACLAB', authToken: 'token-secret' },
		readable: { accountSid: 'ACLAB', authTokenPrefix: { prefix: 'toke' } },
		change: { accountSid: 'ACOTHER' },
	},
	telnyx: {
		credentials: {
			accountSid: 'telnyx-lab',
			apiKey: 'KEY-secret',
			publicKey: 'public-secret',
			applicationSid: 'application-1',
		},
		readable: {
			accountSid: 'telnyx-lab',
			applicationSid: 'application-1',
			apiKeyPrefix: { prefix: 'KEY-' },
			publicKeyPrefix: { prefix: 'publ' },
		},
		change: { applicationSid: 'application-2' },
	},
};
const PLIVO = PROVIDERS.plivo?.credentials ?? {};
const NOTHING_ALLOWED = {
	callCreationAllowAllAgents: false,
	callCreationAllowedAgentIds: [],
	requestContextMapping: {},
};

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

describe.each(Object.entries(PROVIDERS))('the config of %s', (provider, facts) => {
	const path = `/api/telephony_configs/${provider}`;
	const { credentials, readable, change } = facts;

	test('lives once: created, read, changed, deleted; secrets are never shown', async () => {
		const made = await lab.api('POST', path, credentials);
		expect([made.status, made.body]).toEqual([201, { ...readable, ...NOTHING_ALLOWED }]);
		expect((await lab.api('GET', path)).body).toEqual(made.body);
		const mapping = { requestContextMapping: { From: 'user.phone' } };
		const changed = await lab.api('PATCH', path, { ...change, ...mapping });
		expect(changed.body).toEqual({ ...made.body, ...change, ...mapping });
		expect((await lab.api('GET', path)).body).toEqual(changed.body);
		expect((await lab.api('PUT', path, credentials)).status).toBe(405);
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect(JSON.stringify([made.body, changed.body, lab.log.entries])).not.toContain('secret');
	});

	test.each(['GET', 'PATCH', 'DELETE'])(
		'%s finds nothing where nothing is stored',
		async (method) => {
			const body = method === 'PATCH' ? change : undefined;
			expect((await lab.api(method, path, body)).status).toBe(404);
			lab.ultravox.variants.missingConfigStatus = 400;
			expect((await lab.api(method, path, body)).status).toBe(400);
		},
	);

	test('a second one is refused', async () => {
		await lab.api('POST', path, credentials);
		expect((await lab.api('POST', path, credentials)).status).toBe(400);
		lab.ultravox.variants.duplicateConfigStatus = 409;
		expect((await lab.api('POST', path, credentials)).status).toBe(409);
	});

	test.each(Object.keys(credentials))('%s is required', async (field) => {
		const others = Object.entries(credentials).filter(([name]) => name !== field);
		const { status, body } = await lab.api('POST', path, Object.fromEntries(others));
		expect([status, body]).toEqual([400, { [field]: ['This field is required.'] }]);
	});

	test('a prefix that is sent is dropped and noted', async () => {
		const prefix = Object.keys(readable).find((field) => field.endsWith('Prefix')) ?? '';
		const made = await lab.api('POST', path, { ...credentials, [prefix]: { prefix: 'mine' } });
		expect(made.body).toMatchObject(readable);
		const noted = lab.log.find(({ kind }) => kind === 'unknown-field');
		expect(noted?.detail).toEqual({ field: prefix });
	});

	test('some agents and all agents exclude each other, before and after', async () => {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const some = { callCreationAllowedAgentIds: [agentId] };
		const all = { callCreationAllowAllAgents: true };
		expect((await lab.api('POST', path, { ...credentials, ...some, ...all })).status).toBe(400);
		expect((await lab.api('POST', path, { ...credentials, ...some })).status).toBe(201);
		expect((await lab.api('PATCH', path, all)).status).toBe(400);
		const none = { callCreationAllowedAgentIds: [] };
		expect((await lab.api('PATCH', path, { ...all, ...none })).body).toMatchObject(all);
	});
});

describe('agents that may be called', () => {
	const path = '/api/telephony_configs/plivo';
	const allowed = (callCreationAllowedAgentIds: string[]) => ({ callCreationAllowedAgentIds });

	test('are at most 100, each a UUID', async () => {
		lab.ultravox.variants.unknownAgentIds = 'accept';
		const many = { ...PLIVO, ...allowed(Array<string>(101).fill(NOBODY)) };
		const refused = await lab.api('POST', path, many);
		expect([refused.status, Object.keys(refused.body)]).toEqual([
			400,
			['callCreationAllowedAgentIds'],
		]);
		expect((await lab.api('POST', path, { ...PLIVO, ...allowed(['Ava']) })).status).toBe(400);
		const hundred = { ...PLIVO, ...allowed(Array<string>(100).fill(NOBODY)) };
		expect((await lab.api('POST', path, hundred)).status).toBe(201);
	});

	test('have to exist, or not', async () => {
		const refused = await lab.api('POST', path, { ...PLIVO, ...allowed([NOBODY]) });
		expect(refused.body).toEqual({
			callCreationAllowedAgentIds: { '0': [`There is no agent ${NOBODY}.`] },
		});
		lab.ultravox.variants.unknownAgentIds = 'accept';
		expect((await lab.api('POST', path, { ...PLIVO, ...allowed([NOBODY]) })).status).toBe(201);
	});

	test('are not named any more once they are deleted', async () => {
		const [ava, eve] = [lab.ultravox.addAgent({ name: 'A' }), lab.ultravox.addAgent({ name: 'E' })];
		await lab.api('POST', path, { ...PLIVO, ...allowed([ava.agentId, eve.agentId]) });
		await lab.api('DELETE', `/api/agents/${ava.agentId}`);
		expect((await lab.api('GET', path)).body).toMatchObject(allowed([eve.agentId]));
	});
});

describe('the deprecated config of all providers', () => {
	test('reads and writes the same store', async () => {
		expect((await lab.api('GET', OLD)).body).toEqual({ plivo: null, twilio: null, telnyx: null });
		const { twilio, plivo } = PROVIDERS;
		await lab.api('POST', '/api/telephony_configs/twilio', twilio?.credentials);
		const changed = await lab.api('PATCH', OLD, { plivo: plivo?.credentials });
		expect(changed.body).toEqual({
			plivo: { ...plivo?.readable, ...NOTHING_ALLOWED },
			twilio: { ...twilio?.readable, ...NOTHING_ALLOWED },
			telnyx: null,
		});
		const read = await lab.api('GET', '/api/telephony_configs/plivo');
		expect(read.body).toEqual(changed.body.plivo);
		const less = await lab.api('PATCH', OLD, { twilio: null });
		expect(less.body).toMatchObject({ twilio: null, plivo: plivo?.readable });
		expect((await lab.api('GET', '/api/telephony_configs/twilio')).status).toBe(404);
	});

	test('says where the mistake is', async () => {
		const both = { callCreationAllowAllAgents: true, callCreationAllowedAgentIds: [NOBODY] };
		const refused = await lab.api('PATCH', OLD, { plivo: { ...PLIVO, ...both } });
		expect([refused.status, Object.keys(refused.body)]).toEqual([400, ['plivo']]);
		expect((await lab.api('PATCH', OLD, { plivo: { authId: 'x' } })).status).toBe(400);
	});
});

describe('telephony_xml', () => {
	const FIELDS = { CallUUID: 'uuid-1', From: '14155550100', To: '14155550123', Event: 'StartApp' };

	async function callIn(host: 'api' | 'app', agentId: string, authToken = PLIVO.authToken ?? '') {
		const base = host === 'api' ? lab.ultravox.apiUrl : lab.ultravox.appUrl;
		const url = `${base}/api/agents/${agentId}/telephony_xml`;
		const nonce = '12345678901234567890';
		const signature = signV3({ method: 'POST', url, parameters: FIELDS, nonce, authToken });
		return await fetch(url, {
			method: 'POST',
			headers: { 'x-plivo-signature-v3': signature, 'x-plivo-signature-v3-nonce': nonce },
			body: new URLSearchParams(FIELDS),
		});
	}

	async function allowedAgent(): Promise<string> {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const body = { ...PLIVO, callCreationAllowedAgentIds: [agentId] };
		expect((await lab.api('POST', '/api/telephony_configs/plivo', body)).status).toBe(201);
		return agentId;
	}

	test.each(['api', 'app'] as const)('is answered on the %s host, without a key', async (host) => {
		const agentId = await allowedAgent();
		const answer = await callIn(host, agentId);
		expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml']);
		expect(await answer.text()).toContain('<Stream');
		expect((await callIn(host, agentId, 'forged')).status).toBe(403);
		expect((await callIn(host, NOBODY)).status).toBe(404);
	});

	test('may be there on the app host only', async () => {
		const agentId = await allowedAgent();
		lab.ultravox.variants.telephonyXmlOnApiHost = false;
		expect((await callIn('api', agentId)).status).toBe(404);
		expect((await callIn('app', agentId)).status).toBe(200);
	});

	test('may take what nobody signed', async () => {
		const agentId = await allowedAgent();
		lab.ultravox.variants.telephonyXmlSignature = 'unchecked';
		expect((await callIn('app', agentId, 'forged')).status).toBe(200);
	});

	test('at capacity fails, or hangs up', async () => {
		const agentId = await allowedAgent();
		lab.ultravox.account.allowedConcurrentCalls = 0;
		expect((await callIn('app', agentId)).status).toBe(429);
		lab.ultravox.variants.telephonyXmlAtCapacity = 'hangup';
		const answer = await callIn('app', agentId);
		expect([answer.status, await answer.text()]).toEqual([
			200,
			expect.stringContaining('<Hangup reason="busy"'),
		]);
	});

	test("the provider's fields are the request context, or an object of it", async () => {
		const agentId = await allowedAgent();
		await callIn('app', agentId);
		lab.ultravox.variants.requestContextShape = 'nested';
		await callIn('app', agentId);
		const contexts = [...lab.ultravox.calls.values()].map((call) => call.requestContext);
		expect(contexts).toEqual([FIELDS, { plivo: FIELDS }]);
	});
});

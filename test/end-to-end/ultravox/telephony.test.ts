import { bothProfiles } from './support/ultravoxProfiles';
import type { Fields } from './support/ultravoxStory';
import { rows, UltravoxStory } from './support/ultravoxStory';

const PLIVO = '/api/telephony_configs/plivo';
const NOBODY = '7d5a3a1e-0000-4000-8000-000000000000';

describe.each(bothProfiles)('telephony, %s', (_name, variants) => {
	let story: UltravoxStory;

	beforeAll(async () => {
		story = await UltravoxStory.start(variants);
	});

	afterAll(async () => await story.close());

	const stored = () => story.ultravox.telephonyConfigs;
	const plivoConfiguration = async (operation: string, parameters: Fields = {}) =>
		await story.run('plivoConfiguration', operation, parameters);
	const writes = async (doing: () => Promise<unknown>) =>
		(await story.requestsOf(doing)).filter(({ method }) => method !== 'GET');

	test('U0.1 U0.2 U0.4 U0.7 U0.8 U0.9 a Plivo configuration is made, changed, ensured and deleted', async () => {
		const { authId, authToken } = story.plivo.account;
		const [first, second] = [story.world.agent(), story.world.agent()];
		const none = await story.refused('plivoConfiguration', 'get');
		expect(none.message).toBe('Ultravox has no Plivo configuration in this account');
		expect(none.description).toMatch(/^Make one with Create or Ensure/);

		const choices = await story.node.choices('getAgents');
		expect(choices.map(({ value }) => value)).toEqual(expect.arrayContaining([first, second]));
		const made = await plivoConfiguration('create', {
			callCreationAllowedAgentIds: [first],
			additionalFields: {
				requestContextMapping: rows({ requestField: 'From', contextField: 'user.phone_number' }),
				previewSample: '{"From": "14155550123"}',
			},
		});
		expect(stored().plivo).toEqual({
			credentials: { authId, authToken },
			callCreationAllowedAgentIds: [first],
			callCreationAllowAllAgents: false,
			requestContextMapping: { From: 'user.phone_number' },
		});
		expect(made).toMatchObject({
			authId,
			authTokenPrefix: { prefix: expect.any(String) as string },
			contextPreview: { user: { phone_number: '14155550123' } },
		});
		const again = await story.refused('plivoConfiguration', 'create');
		expect(again.message).toMatch(/A Plivo config already exists/);
		expect(again.description).toMatch(/change it with Update or Ensure/);
		expect(await plivoConfiguration('get')).toMatchObject({
			callCreationAllowedAgentIds: [first],
			requestContextMapping: { From: 'user.phone_number' },
		});

		const changes = await writes(async () => {
			await plivoConfiguration('update', {
				updateFields: {
					requestContextMapping: rows({ requestField: 'To', contextField: 'line' }),
				},
			});
		});
		expect(changes.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
			{ method: 'PATCH', path: PLIVO, body: { requestContextMapping: { To: 'line' } } },
		]);

		// Another agent joins; the first one stays, and a second run writes nothing.
		const wish = { callCreationAllowedAgentIds: [second] };
		expect(await plivoConfiguration('ensure', wish)).toMatchObject({
			created: false,
			changed: true,
		});
		expect(stored().plivo?.callCreationAllowedAgentIds).toEqual([first, second]);
		const nothing = await writes(async () => {
			expect(await plivoConfiguration('ensure', wish)).toMatchObject({ changed: false });
		});
		expect(nothing).toEqual([]);
		await plivoConfiguration('ensure', {
			agentChange: 'remove',
			callCreationAllowedAgentIds: [first],
		});
		expect(stored().plivo).toMatchObject({
			callCreationAllowedAgentIds: [second],
			requestContextMapping: { To: 'line' },
		});

		expect(await plivoConfiguration('delete')).toEqual({ provider: 'plivo', deleted: true });
		expect(stored().plivo).toBeUndefined();
		expect(await plivoConfiguration('ensure', wish)).toMatchObject({ created: true });
		expect(stored().plivo).toMatchObject({ credentials: { authId, authToken } });
		await plivoConfiguration('delete');
	});

	test('U0.3 what Ultravox repeats of the auth token is not shown', async () => {
		const { authToken } = story.plivo.account;
		const { faults } = story.ultravox;
		faults.add({
			match: `POST ${PLIVO}`,
			status: 400,
			body: { authToken: [`${authToken} is not a token`], sent: { authToken } },
		});
		// Which items and errors hold the token, `refused` and `run` look at.
		const refused = await story.refused('plivoConfiguration', 'create');
		expect(refused.message).toContain('[removed] is not a token');
		faults.add({
			match: `POST ${PLIVO}`,
			status: 201,
			body: { authId: 'MA', authToken, note: `made with ${authToken}` },
		});
		const made = await plivoConfiguration('create');
		expect(made).not.toHaveProperty('authToken');
		expect(made.note).toBe('made with [removed]');
		faults.add({ match: `GET ${PLIVO}`, status: 400, body: { detail: `no: ${authToken}` } });
		await story.refused('plivoConfiguration', 'get');
	});

	test('U0.5 U0.6 what cannot be is told before anything is sent', async () => {
		const requests = await story.requestsOf(async () => {
			const many = await story.refused('plivoConfiguration', 'create', {
				callCreationAllowedAgentIds: `={{ Array.from({ length: 101 }, (_, i) => '${NOBODY}'.slice(0, -3) + (100 + i)) }}`,
			});
			expect(many.message).toMatch(/101/);
			const bad = await story.refused('plivoConfiguration', 'create', {
				callCreationAllowedAgentIds: '={{ ["front-desk"] }}',
			});
			expect(bad.message).toMatch(/front-desk/);
			const both = await story.refused('plivoConfiguration', 'create', {
				callCreationAllowedAgentIds: [NOBODY],
				additionalFields: { callCreationAllowAllAgents: true },
			});
			expect(both.message).toMatch(/does not go with/);
		});
		expect(requests).toEqual([]);
	});

	test.each<
		[resource: 'twilioConfiguration' | 'telnyxConfiguration', open: Fields, secret: Fields]
	>([
		['twilioConfiguration', { accountSid: 'AC1' }, { authToken: 'token-of-twilio' }],
		[
			'telnyxConfiguration',
			{ accountSid: 'TX1', applicationSid: 'app-1' },
			{ apiKey: 'key-of-telnyx', publicKey: 'public-key-of-telnyx' },
		],
	])(
		'%s: made, read, changed, ensured, deleted, its secrets seen nowhere',
		async (resource, open, secret) => {
			const provider = resource === 'twilioConfiguration' ? 'twilio' : 'telnyx';
			const hide = (fields: Fields) =>
				Object.fromEntries(
					Object.entries(fields).map(([name, text]) => [name, story.secret(String(text))]),
				);
			const agentId = story.world.agent();
			const credentials = { ...open, ...hide(secret) };
			// What Ultravox repeats of them is not shown either: `refused` looks for it.
			story.ultravox.faults.add({
				match: `POST /api/telephony_configs/${provider}`,
				status: 400,
				body: { detail: `Not valid: ${Object.values(secret).join(', ')}` },
			});
			const refused = await story.refused(resource, 'create', credentials);
			expect(refused.message).toContain('Not valid: [removed]');
			await story.run(resource, 'create', credentials);
			expect(stored()[provider]).toEqual({
				credentials: { ...open, ...secret },
				callCreationAllowedAgentIds: [],
				callCreationAllowAllAgents: false,
				requestContextMapping: {},
			});
			expect(await story.run(resource, 'get')).toMatchObject(open);
			await story.run(resource, 'update', {
				updateFields: { accountSid: 'changed', callCreationAllowAllAgents: true },
			});
			expect(stored()[provider]).toMatchObject({
				credentials: { ...secret, accountSid: 'changed' },
				callCreationAllowAllAgents: true,
			});
			const wish = {
				...credentials,
				callCreationAllowedAgentIds: [agentId],
				agentChange: 'set',
				additionalFields: {
					requestContextMapping: rows({ requestField: 'From', contextField: 'caller' }),
				},
			};
			expect(await story.run(resource, 'ensure', wish)).toMatchObject({ changed: true });
			const ensured = {
				credentials: { ...open, ...secret },
				callCreationAllowedAgentIds: [agentId],
				callCreationAllowAllAgents: false,
				requestContextMapping: { From: 'caller' },
			};
			expect(stored()[provider]).toEqual(ensured);
			const nothing = await writes(async () => {
				expect(await story.run(resource, 'ensure', wish)).toMatchObject({ changed: false });
			});
			expect(nothing).toEqual([]);
			await story.run(resource, 'delete');
			expect(stored()[provider]).toBeUndefined();
			expect(await story.run(resource, 'ensure', wish)).toMatchObject({ created: true });
			expect(stored()[provider]).toEqual(ensured);
			story.expectExecuted(resource);
		},
	);

	test('every operation of Plivo configurations was executed, but for that of connectAgent.test.ts', () => {
		story.expectExecuted('plivoConfiguration', ['connectAgent']);
	});
});

import { byId } from '../plivoVoice/support/accountWorld';
import { CALLER } from '../support/phoneWorld';
import { otherParty } from '../support/otherParty';
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

	test('P2.2 P2.13 an agent is connected to a number: who calls it hears the agent, which knows who calls', async () => {
		const { plivo, world } = story;
		const number = world.number();
		const agentId = world.agent({ greeting: 'Hello, {{user.number}}.' }, 'Receptionist');
		const agent = await story.fromList('searchAgents', 'Receptionist');
		const panel = { resource: 'plivoConfiguration', operation: 'connectAgent' };
		const listed = await story.fromList('searchNumbers', new RegExp(`^\\${number}`), panel);
		const wish = { agent, number: listed };
		const connected = await plivoConfiguration('connectAgent', wish);
		expect(connected).toMatchObject({
			agentId,
			agentName: 'Receptionist',
			phoneNumber: number,
			applicationName: `ultravox-${agentId}`,
			answerUrl: `${story.ultravox.appUrl}/api/agents/${agentId}/telephony_xml`,
			changed: true,
			changes: [
				'Plivo configuration created',
				'Plivo application created',
				'Number linked to the application',
			],
		});
		expect(stored().plivo?.callCreationAllowedAgentIds).toEqual([agentId]);
		expect(plivo.account.numbers.get(number.slice(1))?.app_id).toBe(connected.applicationId);
		await plivoConfiguration('update', {
			updateFields: {
				requestContextMapping: rows({ requestField: 'From', contextField: 'user.number' }),
			},
		});
		const before = plivo.requests.length;
		const nothing = await writes(async () => {
			expect(await plivoConfiguration('connectAgent', wish)).toMatchObject({
				changed: false,
				changes: [],
			});
		});
		expect(nothing).toEqual([]);
		expect(plivo.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);

		const call = plivo.placeInboundCall({ from: CALLER, to: number });
		await call.waitForHeard(new RegExp(`Hello, \\+?${CALLER.slice(1)}\\.`));
		await call.say('good day');
		await call.waitForHeard(/I heard good day/);
		const [item] = await story.items('agent', 'getCalls', { agent, returnAll: true });
		expect(item?.call).toMatchObject({
			callUuid: call.uuid,
			direction: 'inbound',
			from: CALLER,
			to: number,
			agentId,
		});
		call.hangUp();
		await call.waitForEnd();
		const [ultravoxCall] = [...story.ultravox.calls.values()].filter(
			(one) => one.agent?.agentId === agentId,
		);
		expect(await ultravoxCall?.waitForEnd(10_000)).toBe('hangup');
	});

	test("P2.2 a number of somebody else's stays where it is, and what failed on the way is taken back", async () => {
		const { plivo, world } = story;
		const taken = world.number();
		const other = await otherParty(world, 'Somebody else here.', taken);
		const agentId = world.agent();
		const configuration = structuredClone(stored().plivo);
		const applications = plivo.account.applications.size;
		const refused = await story.refused('plivoConfiguration', 'connectAgent', {
			agent: byId(agentId),
			number: byId(taken),
		});
		expect(refused.message).toMatch(new RegExp(`leads to ${other.applicationId}`));
		expect(refused.description).toMatch(/'Overwrite Number Assignment'/);
		expect(stored().plivo).toEqual(configuration);
		await other.close();

		const free = world.number();
		plivo.faults.add({
			match: `POST /v1/Account/${plivo.account.authId}/Number/${free.slice(1)}/`,
			status: 400,
			body: { api_id: '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11', error: 'no linking today' },
		});
		const failed = await story.refused('plivoConfiguration', 'connectAgent', {
			agent: byId(agentId),
			number: byId(free),
		});
		expect(failed.message).toMatch(/did not succeed.*no linking today/);
		expect(failed.description).toMatch(/Ultravox and Plivo are as they were before/);
		expect(stored().plivo).toEqual(configuration);
		expect(plivo.account.applications.size).toBe(applications);
		expect(plivo.account.numbers.get(free.slice(1))?.app_id).toBeNull();
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

	test('every operation of Plivo configurations was executed', () => {
		story.expectExecuted('plivoConfiguration');
	});
});

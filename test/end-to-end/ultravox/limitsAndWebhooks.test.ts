import { Customer } from '../../../lab/test/plivo/customer';
import { byId } from '../plivoVoice/support/accountWorld';
import { eventually } from '../support/eventually';
import { bothProfiles } from './support/ultravoxProfiles';
import { one, rows, UltravoxStory } from './support/ultravoxStory';

const SOCKET = { medium: 'serverWebSocket' };

describe.each(bothProfiles)('call throttles, webhooks and SIP, %s', (_name, variants) => {
	let story: UltravoxStory;
	let web: Customer;

	beforeAll(async () => {
		story = await UltravoxStory.start(variants);
		web = await Customer.start();
	});

	afterAll(async () => {
		await story.close();
		await web.stop();
	});

	test('a call throttle is made, refuses the call too many, is changed and deleted', async () => {
		const from = story.world.number();
		const agent = byId(story.world.agent());
		await story.run('plivoConfiguration', 'ensure', {
			additionalFields: { callCreationAllowAllAgents: true },
		});
		const made = await story.run('callThrottle', 'create', {
			name: 'one-an-hour',
			rules: rows({ maxCalls: 1, windowSeconds: 3600 }),
		});
		const callThrottle = await story.fromList('searchCallThrottles', 'one-an-hour');
		expect(callThrottle.value).toBe(made.throttleId);
		const ring = { agent, medium: 'plivo', direction: 'outgoing', from, options: { callThrottle } };
		const [first, second] = [story.person(), story.person()];
		await story.run('call', 'createWithAgent', { ...ring, to: first });
		await story.phoneCallTo(first);
		const { message, description } = await story.refused('call', 'createWithAgent', {
			...ring,
			to: second,
		});
		expect(message).toMatch(/^Ultravox is at its limit/);
		expect(description).toMatch(/for the call throttle/);
		expect(story.phoneCallsTo(second)).toEqual([]);

		await story.run('callThrottle', 'update', {
			callThrottle,
			updateFields: { name: 'many', rules: rows({ maxCalls: 100, windowSeconds: 1 }) },
		});
		const throttle = story.ultravox.throttles.get(callThrottle.value);
		expect(throttle).toMatchObject({ name: 'many', rules: [{ maxCalls: 100, windowSeconds: 1 }] });
		expect(await story.run('callThrottle', 'get', { callThrottle })).toMatchObject({
			throttleId: callThrottle.value,
			name: 'many',
		});
		await story.run('call', 'createWithAgent', { ...ring, to: second });
		await story.phoneCallTo(second);
		const many = await story.items('callThrottle', 'getMany', { returnAll: true });
		expect(many.map(({ name }) => name)).toEqual(['many']);
		expect(await story.run('callThrottle', 'delete', { callThrottle })).toEqual({
			throttleId: callThrottle.value,
			deleted: true,
		});
		expect(story.ultravox.throttles.size).toBe(0);
		story.expectExecuted('callThrottle');
	});

	test('a webhook is made, told of calls, changed, told no more, and deleted', async () => {
		web.on('/ultravox', { body: 'OK', type: 'text/plain' });
		web.on('/elsewhere', { body: 'OK', type: 'text/plain' });
		const agentId = story.world.agent();
		const secret = 'secret-of-the-webhook';
		const made = await story.run('webhook', 'create', {
			url: `${web.url}/ultravox`,
			events: ['call.started', 'call.ended'],
			additionalFields: {
				agent: byId(agentId),
				secrets: rows({ secret: story.secret(secret) }),
			},
		});
		expect(made).not.toHaveProperty('secrets');
		const webhook = await story.fromList('searchWebhooks', `${web.url}/ultravox`);
		expect(webhook.value).toBe(made.webhookId);
		expect(story.ultravox.webhooks.get(webhook.value)).toMatchObject({
			agentId,
			events: ['call.started', 'call.ended'],
			secrets: [secret],
		});
		const call = await story.run('call', 'createWithAgent', { agent: byId(agentId), ...SOCKET });
		story.labCall(call).end('unjoined');
		await eventually('both events', () => web.at('/ultravox').length === 2);
		await story.run('call', 'create', { systemPrompt: 'Of no agent.', ...SOCKET });

		await story.run('webhook', 'update', {
			webhook,
			updateFields: { url: `${web.url}/elsewhere`, events: ['call.started'], allAgents: true },
		});
		expect(story.ultravox.webhooks.get(webhook.value)).toMatchObject({
			url: `${web.url}/elsewhere`,
			agentId: null,
			events: ['call.started'],
			secrets: [secret],
		});
		await story.run('call', 'create', { systemPrompt: 'Of no agent.', ...SOCKET });
		await eventually('the event', () => web.at('/elsewhere').length === 1);
		expect(web.at('/ultravox')).toHaveLength(2);
		expect(await story.run('webhook', 'get', { webhook })).toMatchObject({
			webhookId: webhook.value,
			status: 'normal',
		});
		const all = await story.items('webhook', 'getMany', { returnAll: true });
		expect(all.map(({ url }) => url)).toEqual([`${web.url}/elsewhere`]);
		expect(await story.run('webhook', 'delete', { webhook })).toEqual({
			webhookId: webhook.value,
			deleted: true,
		});
		expect(story.ultravox.webhooks.size).toBe(0);

		const requests = await story.requestsOf(async () => {
			const { message } = await story.refused('webhook', 'create', {
				url: `https://example.com/${'x'.repeat(190)}`,
				events: ['call.ended'],
			});
			expect(message).toMatch(/'URL' has 210 characters, and Ultravox takes 200/);
		});
		expect(requests).toEqual([]);
		story.expectExecuted('webhook');
	});

	test('which SIP calls reach which agents', async () => {
		const { sip } = story.ultravox;
		const agentId = story.world.agent();
		const secret = 'secret-of-the-handler';
		await story.run('sip', 'updateConfiguration', {
			updateFields: {
				allowedCidrRanges: '203.0.113.7, 203.0.113.16/28',
				allowedAgents: rows({ agentId: byId(agentId), toUserPattern: '^support$' }),
				fallbackHandler: one({
					url: 'https://example.com/sip',
					secrets: rows({ secret: story.secret(secret) }),
				}),
			},
		});
		expect(sip.config).toEqual({
			allowedCidrRanges: ['203.0.113.7/32', '203.0.113.16/28'],
			allowAllAgents: false,
			allowedAgents: [{ agentId, toUserPattern: '^support$' }],
			fallbackHandler: { url: 'https://example.com/sip', secrets: [secret] },
		});
		await story.run('sip', 'updateConfiguration', {
			updateFields: { allowAllAgents: true, removeFallbackHandler: true },
		});
		const { fallbackHandler, ...rest } = await story.run('sip', 'getConfiguration');
		expect(fallbackHandler).toBeNull();
		expect(rest).toMatchObject({
			domain: sip.domain,
			allowAllAgents: true,
			allowedCidrRanges: ['203.0.113.7/32', '203.0.113.16/28'],
		});
		const { message } = await story.refused('sip', 'updateConfiguration', {
			updateFields: { allowedAgents: rows({ agentId: byId(agentId), toUserPattern: '(' }) },
		});
		expect(message).toMatch(/not a regular expression/);
		story.expectExecuted('sip');
	});

	test('a SIP registration is made, watched, changed and deleted', async () => {
		const { clock, sip } = story.ultravox;
		const password = 'password-at-the-server';
		const made = await story.run('sipRegistration', 'create', {
			username: 'alice',
			password: story.secret(password),
			proxy: 'sip.example.invalid',
			additionalFields: { authUser: 'alice-auth' },
		});
		const id = String(made.registrationId);
		expect(sip.registrations.get(id)).toMatchObject({ password, authUser: 'alice-auth' });
		const sipRegistration = await story.fromList(
			'searchSipRegistrations',
			'alice@sip.example.invalid',
		);
		expect(sipRegistration.value).toBe(id);
		clock.advance(2_000);
		expect(await story.run('sipRegistration', 'get', { sipRegistration })).toMatchObject({
			registrationId: id,
			successful: false,
		});
		const renewed = 'another-password-at-the-server';
		await story.run('sipRegistration', 'update', {
			sipRegistration,
			updateFields: {
				proxy: 'sip.example.com',
				authUser: '',
				password: story.secret(renewed),
			},
		});
		expect(sip.registrations.get(id)).toMatchObject({
			proxy: 'sip.example.com',
			authUser: null,
			password: renewed,
		});
		clock.advance(2_000);
		const many = await story.items('sipRegistration', 'getMany', { returnAll: true });
		expect(many).toEqual([
			expect.objectContaining({ registrationId: id, username: 'alice', successful: true }),
		]);
		expect(await story.run('sipRegistration', 'delete', { sipRegistration })).toEqual({
			registrationId: id,
			deleted: true,
		});
		expect(sip.registrations.size).toBe(0);
		story.expectExecuted('sipRegistration');
	});
});

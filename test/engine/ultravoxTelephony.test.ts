import type { IDataObject } from 'n8n-workflow';
import type { Lab } from '../../lab/src/lab';
import { startLab } from '../../lab/src/lab';
import type { UltravoxVariants } from '../../lab/src/ultravox/ultravoxVariants';
import { ultravoxAlternatives } from '../end-to-end/support/labVariants';
import { byId, runOnLab } from './support/labNode';

// Speech after the burst makes every sentence seconds long and proves nothing more.
process.env.LAB_SPEECH = '0';

/** An operation of the Ultravox node: its items, or what it says when it does not succeed. */
const run = async (
	lab: Lab,
	resource: string,
	operation: string,
	parameters: IDataObject,
	input?: IDataObject[],
) => await runOnLab(lab, { node: 'Ultravox', resource, operation, parameters, input });

const newAgent = (lab: Lab, name: string) =>
	lab.ultravox.addAgent({
		name,
		greeting: 'Good day.',
		script: { greeting: 'Good day.', otherwise: 'Yes.' },
	}).agentId;

describe.each<[string, Partial<UltravoxVariants>]>([
	['as is most likely', {}],
	['the other way round', ultravoxAlternatives(0)],
	['in a third way', ultravoxAlternatives(1)],
])('Ultravox with a phone, what is not documented %s', (_name, variants) => {
	let lab: Lab;
	const number = '+14155550100';

	beforeAll(async () => {
		lab = await startLab({ ultravox: variants });
		lab.plivo.account.addNumber(number);
	});

	afterAll(async () => await lab.close());

	test('U0.9 an empty account: Ensure creates, adds, removes, and then changes nothing', async () => {
		const [anna, ben] = [newAgent(lab, 'Anna'), newAgent(lab, 'Ben')];
		const ensure = async (parameters: IDataObject) => {
			const { items, message } = await run(lab, 'plivoConfiguration', 'ensure', parameters);
			expect(message).toBeUndefined();
			const { callCreationAllowedAgentIds, created, changed } = items[0] ?? {};
			return { agents: callCreationAllowedAgentIds, created, changed };
		};
		const add = (id: string) => ({ callCreationAllowedAgentIds: [id] });
		expect(await ensure(add(anna))).toEqual({ agents: [anna], created: true, changed: true });
		expect(await ensure(add(ben))).toEqual({ agents: [anna, ben], created: false, changed: true });
		expect(await ensure(add(ben))).toEqual({ agents: [anna, ben], created: false, changed: false });
		expect(await ensure({ ...add(anna), agentChange: 'remove' })).toEqual({
			agents: [ben],
			created: false,
			changed: true,
		});
		expect((await run(lab, 'plivoConfiguration', 'create', {})).message).toMatch(/already exists/);
		const gone = await run(lab, 'plivoConfiguration', 'delete', {});
		expect(gone.items).toEqual([{ provider: 'plivo', deleted: true }]);
		expect((await run(lab, 'plivoConfiguration', 'get', {})).message).toMatch(
			/Ultravox has no Plivo configuration/,
		);
	});

	test('P2.2 an agent is connected to a number: a caller hears it, and hanging up starts no further call', async () => {
		const agent = newAgent(lab, 'Reception');
		const parameters = { agent: byId(agent), number: byId(number) };
		const first = await run(lab, 'plivoConfiguration', 'connectAgent', parameters);
		expect(first.message).toBeUndefined();
		expect(first.items).toMatchObject([{ changed: true, changes: { length: 3 } }]);
		const again = await run(lab, 'plivoConfiguration', 'connectAgent', parameters);
		expect(again.items).toMatchObject([{ changed: false, changes: [] }]);
		const call = lab.plivo.placeInboundCall({
			from: '+14155550199',
			to: number,
			person: [{ waitForUtterance: /Good day/ }, { hangUp: true }],
		});
		expect(await call.waitForEnd()).toMatchObject({ hangupSource: 'Caller' });
		await call.settled;
		expect(call.heard.map(({ text }) => text)).toEqual(['Good day.']);
		expect(lab.ultravox.calls.size).toBe(1);
	});

	test('P2.2 the number does not follow: Plivo and Ultravox are as they were before', async () => {
		const agent = newAgent(lab, 'Late');
		const before = await run(lab, 'plivoConfiguration', 'get', {});
		const linked = lab.plivo.account.numbers.get(number)?.app_id;
		const applications = [...lab.plivo.account.applications.keys()];
		const fault = lab.plivo.faults.add({ match: /^POST .*\/Number\//, status: 400, times: 1 });
		const { message } = await run(lab, 'plivoConfiguration', 'connectAgent', {
			agent: byId(agent),
			number: byId(number),
			options: { overwriteNumber: true },
		});
		fault.remove();
		expect(message).toMatch(/Linking \+14155550100 to the Plivo Application did not succeed/);
		expect((await run(lab, 'plivoConfiguration', 'get', {})).items).toEqual(before.items);
		expect(lab.plivo.account.numbers.get(number)?.app_id).toBe(linked);
		expect([...lab.plivo.account.applications.keys()]).toEqual(applications);
	});

	test('P2.9 a batch of three items, paused before anybody is rung; more items only where they are really added', async () => {
		const agent = newAgent(lab, 'Reminder');
		const parameters = { agent: byId(agent), to: '={{ $json.to }}', from: number };
		const people = ['+14155550123', '+14155550124', '+14155550125'].map((to) => ({ to }));
		const made = await run(
			lab,
			'batch',
			'create',
			{ ...parameters, batchOptions: { paused: true } },
			people,
		);
		expect(made.message).toBeUndefined();
		expect(made.items).toMatchObject([{ totalCount: 3, paused: true, agentId: agent }]);
		const batch = byId(made.items[0]?.batchId);
		const one = { agent: byId(agent), batch };
		const calls = await run(lab, 'batch', 'getScheduledCalls', { ...one, returnAll: true });
		expect(calls.items).toHaveLength(3);
		const added = await run(lab, 'batch', 'addFromItems', { ...parameters, batch }, [
			{ to: '+14155550126' },
		]);
		const { totalCount } = (await run(lab, 'batch', 'get', one)).items[0] ?? {};
		if (lab.ultravox.variants.batchPatchCalls === 'append') {
			expect(added.items).toMatchObject([{ totalCount: 4, addedCount: 1 }]);
			expect(totalCount).toBe(4);
		} else {
			expect(added.message).toMatch(/Ultravox took the request, but/);
			expect(totalCount).not.toBe(4);
		}
		const deleted = await run(lab, 'batch', 'delete', one);
		expect(deleted.items).toEqual([{ batchId: batch.value, deleted: true }]);
		lab.ultravox.account.batchesEnabled = false;
		const refused = await run(lab, 'batch', 'create', parameters, people);
		lab.ultravox.account.batchesEnabled = true;
		expect(refused.message).toMatch(/Ultravox schedules no calls for this account/);
	});

	/** An operation that has to succeed; its only item. */
	async function item(resource: string, operation: string, parameters: IDataObject = {}) {
		const { items, message } = await run(lab, resource, operation, parameters);
		expect(message).toBeUndefined();
		expect(items).toHaveLength(1);
		return items[0] ?? {};
	}

	/** A webhook without what became of its deliveries: a call of another test may be billed meanwhile, and nobody listens there. */
	const settings = ({ status, lastStatusChange, recentFailures, ...others }: IDataObject) => {
		expect([typeof status, Array.isArray(recentFailures)]).toEqual(['string', true]);
		expect(lastStatusChange).not.toBeUndefined();
		return others;
	};

	test('a webhook and a SIP registration from the beginning to the end, without their secrets', async () => {
		const login = { username: 'alice', password: 'a-password', proxy: 'sip.example.com' };
		const made = await item('webhook', 'create', {
			url: 'https://example.com/a',
			additionalFields: { secrets: { values: [{ secret: 'a-secret' }] } },
		});
		const webhook = { webhook: byId(made.webhookId) };
		const changed = await item('webhook', 'update', {
			...webhook,
			updateFields: { events: ['call.billed'] },
		});
		expect(settings(await item('webhook', 'get', webhook))).toEqual(settings(changed));
		const listedWebhook = await item('webhook', 'getMany', { returnAll: true });
		expect(settings(listedWebhook)).toEqual(settings(changed));
		expect(changed).toMatchObject({ url: 'https://example.com/a', events: ['call.billed'] });
		const registration = await item('sipRegistration', 'create', login);
		const chosen = { sipRegistration: byId(registration.registrationId) };
		expect(await item('sipRegistration', 'get', chosen)).toMatchObject({ username: 'alice' });
		await item('sipRegistration', 'update', { ...chosen, updateFields: { username: 'bob' } });
		const listed = await item('sipRegistration', 'getMany', { returnAll: true });
		expect(listed).toMatchObject({ username: 'bob', proxy: 'sip.example.com' });
		expect(JSON.stringify([made, changed, registration, listed])).not.toMatch(
			/a-secret|a-password/,
		);
		await item('webhook', 'delete', webhook);
		await item('sipRegistration', 'delete', chosen);
		expect((await run(lab, 'webhook', 'get', webhook)).message).toMatch(/did not find it/);
	});

	test('SIP calls are allowed to an agent, and a handler decides about the rest', async () => {
		const agent = newAgent(lab, 'By SIP');
		const changed = await item('sip', 'updateConfiguration', {
			updateFields: {
				allowedCidrRanges: '203.0.113.7',
				allowedAgents: { values: [{ agentId: byId(agent), toUserPattern: '^front$' }] },
				fallbackHandler: { values: { url: 'https://example.com/sip' } },
			},
		});
		expect(await item('sip', 'getConfiguration')).toEqual(changed);
		expect(changed).toMatchObject({
			allowedCidrRanges: ['203.0.113.7/32'],
			allowedAgents: [{ agentId: agent, toUserPattern: '^front$' }],
			fallbackHandler: { url: 'https://example.com/sip' },
		});
		const emptied = await item('sip', 'updateConfiguration', {
			updateFields: { allowedAgents: {}, removeFallbackHandler: true },
		});
		expect(emptied).toMatchObject({ allowedAgents: [], fallbackHandler: null });
	});

	test.each([
		['twilioConfiguration', { accountSid: 'AC1', authToken: 'a-twilio-token' }],
		[
			'telnyxConfiguration',
			{ accountSid: 'T1', apiKey: 'a-telnyx-key', publicKey: 'a-public-key', applicationSid: '1' },
		],
	])(
		'U0.9 %s: made, then left alone, then signed in with something else',
		async (resource, login) => {
			const made = await item(resource, 'ensure', login);
			expect(made).toMatchObject({ created: true, callCreationAllowAllAgents: false });
			expect(await item(resource, 'ensure', login)).toMatchObject({
				created: false,
				changed: false,
			});
			const other = { ...login, accountSid: 'other' };
			expect(await item(resource, 'ensure', other)).toMatchObject({
				accountSid: 'other',
				changed: true,
			});
			await item(resource, 'delete');
		},
	);
});

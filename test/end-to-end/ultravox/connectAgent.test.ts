import { byId } from '../plivoVoice/support/accountWorld';
import { otherParty } from '../support/otherParty';
import { CALLER } from '../support/phoneWorld';
import { bothProfiles } from './support/ultravoxProfiles';
import type { Fields } from './support/ultravoxStory';
import { rows, UltravoxStory } from './support/ultravoxStory';

describe.each(bothProfiles)('connect agent, %s', (_name, variants) => {
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

	test('P2.2 an application of another system leads to the agent only when the user says so', async () => {
		const { plivo, world } = story;
		const number = world.number();
		const other = await otherParty(world, 'Somebody else here.', number);
		const wish = {
			agent: byId(world.agent({ greeting: 'The agent is here.' })),
			number: byId(number),
			application: 'existing',
			applicationId: await story.fromList('searchApplications', new RegExp(other.applicationId), {
				resource: 'plivoConfiguration',
				operation: 'connectAgent',
				application: 'existing',
			}),
		};
		const refused = await story.refused('plivoConfiguration', 'connectAgent', wish);
		expect(refused.message).toContain(`already answers at ${other.answerUrl}`);
		expect(refused.description).toMatch(/'Overwrite Answer URL'/);
		await other.close();

		const connected = await plivoConfiguration('connectAgent', {
			...wish,
			options: { overwriteAnswerUrl: true },
		});
		expect(connected).toMatchObject({ applicationId: other.applicationId, changed: true });
		expect(plivo.account.applications.get(other.applicationId)).toMatchObject({
			answer_url: connected.answerUrl,
		});
		const call = plivo.placeInboundCall({ from: CALLER, to: number });
		await call.waitForHeard(/The agent is here/);
		call.hangUp();
		await call.waitForEnd();
	});
});

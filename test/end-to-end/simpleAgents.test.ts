import { byId } from './plivoVoice/support/accountWorld';
import { ActionNode } from './support/actionNode';
import { CALLER, PhoneWorld } from './support/phoneWorld';

// Bursts alone carry the texts; spoken words would only make the story longer.
process.env.LAB_SPEECH = '0';

let world: PhoneWorld;
let node: ActionNode;

beforeAll(async () => {
	world = await PhoneWorld.start();
	node = new ActionNode(world, 'phoneAgent', ['ultravoxApi', 'plivoVoiceApi']);
});

afterAll(async () => {
	await node.remove();
	await world.close();
});

const agent = async (operation: string, parameters: Record<string, unknown> = {}) =>
	(await node.run('agent', operation, parameters)).json;

/** As a user who picks from a list what is called like this. */
async function fromList(search: string, name: RegExp, operation: string) {
	const { results } = await node.search(search, { resource: 'agent', operation });
	const found = results.find((one) => name.test(one.name));
	if (found === undefined) throw new Error(`${search} does not offer ${String(name)}.`);
	return { __rl: true, mode: 'list', value: found.value };
}

test('O3.1 O3.10 an agent is made from a few fields, connected to a number, called, changed and kept', async () => {
	const { plivo, ultravox } = world.lab;
	const number = world.number();
	const choices = await node.choices('getTools', { resource: 'agent', operation: 'create' });
	const hangUp = choices.find(({ name }) => name === 'hangUp')?.value;
	const made = await agent('create', {
		name: 'Anna of the clinic',
		additionalFields: {
			actions: 'chosen',
			actionIds: [hangUp],
			firstMessage: 'Clinic, good day.',
			instructions: 'Be friendly.\nOffer the next free appointment.',
			handoffPhoneNumber: '+1 415 555 0177',
			interruptible: false,
			language: 'en-US',
			voice: await fromList('searchVoices', /Lab-German/, 'create'),
		},
	});
	expect(made).toMatchObject({
		type: 'inbound',
		actionIds: [hangUp],
		instructions: ['Be friendly.', 'Offer the next free appointment.'],
		handoff_phone_number: '+14155550177',
		interruptible: false,
		phone_number: null,
		provider_external_id: null,
	});
	expect(Object.keys(made)).toHaveLength(19);

	const chosen = await fromList('searchAgents', /^Anna of the clinic$/, 'get');
	expect(chosen.value).toBe(made.id);
	const listed = await fromList('searchNumbers', new RegExp(`^\\${number}`), 'connectToNumber');
	const connected = await agent('connectToNumber', { agent: chosen, number: listed });
	expect(connected).toEqual({
		...made,
		phone_number: number,
		provider_external_id: plivo.account.numbers.get(number.slice(1))?.app_id,
	});
	expect(await agent('get', { agent: chosen })).toEqual(connected);

	const call = plivo.placeInboundCall({ from: CALLER, to: number });
	await call.waitForHeard(/Clinic, good day/);
	call.hangUp();
	await call.waitForEnd();

	const changed = await agent('update', {
		agent: chosen,
		updateFields: { accent: 'Scottish', firstMessage: 'Clinic, hello.' },
	});
	expect(changed).toEqual({
		...connected,
		accent: 'Scottish',
		first_message: 'Clinic, hello.',
		updated_at: expect.any(String) as string,
	});
	const refused = await node.try('agent', 'delete', { agent: chosen });
	expect(refused.error).toMatch(new RegExp(`\\${number} leads to the agent`));
	expect(ultravox.agents.has(String(made.id))).toBe(true);
});

test('O3.4 the model of an agent stays: said at once, and nothing is asked of Ultravox', async () => {
	const made = await agent('create', { name: 'Fixed', additionalFields: { actions: 'none' } });
	const asked = world.lab.ultravox.requests.length;
	const refused = await node.try('agent', 'update', {
		agent: byId(String(made.id)),
		updateFields: { model: byId('ultravox-v0.6') },
	});
	expect(refused.error).toMatch(/'Model' cannot be changed after an agent was created/);
	expect(world.lab.ultravox.requests.length).toBe(asked);
	expect(await agent('delete', { agent: byId(String(made.id)) })).toEqual({
		id: made.id,
		deleted: true,
	});
});

import { LAB_ULTRAVOX_API_KEY } from '../../lab/src/ultravox/ultravoxState';
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

const agents = async (parameters: Record<string, unknown>) =>
	(await node.run('agent', 'getMany', parameters)).items.map(({ json }) => json);

/** A request to Ultravox, as its console would make it. */
async function atUltravox(method: string, path: string, body?: object) {
	const response = await fetch(`${world.lab.ultravox.apiUrl}${path}`, {
		method,
		headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	expect(response.ok).toBe(true);
	return (await response.json()) as Record<string, unknown>;
}

/** What Ultravox has of an agent. */
async function templateOf(id: unknown): Promise<Record<string, unknown>> {
	const { callTemplate } = await atUltravox('GET', `/api/agents/${String(id)}`);
	return callTemplate as Record<string, unknown>;
}

/** As a user who picks from a list what is called like this. */
async function fromList(search: string, name: RegExp, operation: string) {
	const { results } = await node.search(search, { resource: 'agent', operation });
	const found = results.find((one) => name.test(one.name));
	if (found === undefined) throw new Error(`${search} does not offer ${String(name)}.`);
	return { __rl: true, mode: 'list', value: found.value };
}

/** An agent of a name alone: all keys of the document, of which none is missing. */
const BARE = {
	id: expect.any(String) as string,
	org_id: expect.any(String) as string,
	phone_number: null,
	name: 'Bare',
	type: 'inbound',
	language: null,
	accent: null,
	handoff_phone_number: null,
	interruptible: true,
	actionIds: null,
	instructions: null,
	data_collection_fields: null,
	data_collection_webhook_url: null,
	model: null,
	voice_id: null,
	first_message: null,
	created_at: expect.any(String) as string,
	updated_at: expect.any(String) as string,
	provider_external_id: null,
};

test('O3.1 O3.2 O3.9 O3.10 an agent is made from all thirteen fields, connected to a number, called with them, changed and kept', async () => {
	const { plivo, ultravox } = world.lab;
	const number = world.number();
	const choices = await node.choices('getTools', { resource: 'agent', operation: 'create' });
	const hangUp = choices.find(({ name }) => name === 'hangUp')?.value;
	const voice = await fromList('searchVoices', /Lab-German/, 'create');
	const made = await agent('create', {
		name: 'Anna of the clinic',
		type: 'inbound',
		additionalFields: {
			accent: 'Austrian',
			actions: 'chosen',
			actionIds: [hangUp],
			dataCollectionFields: {
				values: [{ name: 'appointment day', type: 'date', description: 'The day they prefer' }],
			},
			dataCollectionWebhookUrl: 'https://example.com/collected',
			firstMessage: 'Clinic, good day.',
			handoffPhoneNumber: '+1 415 555 0177',
			instructions: 'Be friendly.\nOffer the next free appointment.',
			interruptible: false,
			language: 'de-AT, en',
			model: byId('ultravox-v0.6'),
			voice,
		},
	});
	expect(made).toEqual({
		...BARE,
		org_id: ultravox.account.accountId,
		name: 'Anna of the clinic',
		language: 'de-AT, en',
		accent: 'Austrian',
		handoff_phone_number: '+14155550177',
		interruptible: false,
		actionIds: [hangUp],
		instructions: ['Be friendly.', 'Offer the next free appointment.'],
		data_collection_fields: ['appointment day'],
		data_collection_webhook_url: 'https://example.com/collected',
		model: 'ultravox-v0.6',
		voice_id: voice.value,
		first_message: 'Clinic, good day.',
	});

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
	const [talk, ...others] = [...ultravox.calls.values()];
	expect(others).toEqual([]);
	expect(talk?.settings).toMatchObject({
		languageHint: 'de-AT',
		model: 'ultravox-v0.6',
		voice: voice.value,
		firstSpeakerSettings: { agent: { text: 'Clinic, good day.', uninterruptible: true } },
	});
	expect(talk?.settings.selectedTools).toHaveLength(1);
	const prompt = talk?.settings.systemPrompt ?? '';
	expect(prompt).toMatch(/^1\. Be friendly\.\n2\. Offer the next free appointment\.\n/);
	expect(prompt).toMatch(/^Languages to speak, mainly the first: de-AT, en$/m);
	expect(prompt).toMatch(/^Accent to speak with: Austrian$/m);

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
	expect(await agents({ returnAll: true })).toEqual([changed]);
});

test('O3.1 O3.2 O3.9 with a name alone, and then edited by hand in Ultravox: Get and Get Many read what is there now', async () => {
	const made = await agent('create', { name: 'Bare' });
	expect(made).toEqual(BARE);
	const chosen = byId(String(made.id));
	const updateFields = {
		accent: 'Austrian',
		handoffPhoneNumber: '+14155550177',
		instructions: 'Be friendly.',
	};
	const before = await agent('update', { agent: chosen, updateFields });

	const template = await templateOf(made.id);
	const written = String(template.systemPrompt);
	const edited = `You work for us.\n${written}`
		.replace('Austrian', 'British')
		.replace('\n\n===', '\n\nNever argue.\n\n===');
	await atUltravox('PATCH', `/api/agents/${String(made.id)}`, {
		name: 'By hand',
		callTemplate: {
			...template,
			systemPrompt: edited,
			languageHint: 'de',
			firstSpeakerSettings: { agent: { text: 'Moin.' } },
		},
	});
	const read = await agent('get', { agent: chosen });
	expect(read).toEqual({
		...before,
		name: 'By hand',
		accent: 'British',
		first_message: 'Moin.',
		instructions: ['You work for us.', 'Be friendly.\n\nNever argue.'],
		language: 'de',
		updated_at: expect.any(String) as string,
	});
	expect(await agents({ filters: { search: 'by hand' } })).toEqual([read]);
});

describe('O3.5 the actions of an agent', () => {
	let toolId: string;

	beforeAll(async () => {
		const http = { baseUrlPattern: 'https://example.com/book', httpMethod: 'POST' };
		const definition = { modelToolName: 'book', description: 'Books.', http };
		const tool = await atUltravox('POST', '/api/tools', { name: 'book', definition });
		toolId = String(tool.toolId);
	});

	test.each([
		['null: all of the account', { actions: 'all' }],
		['[]: none', { actions: 'none' }],
		['a list: those', { actions: 'chosen' }],
	])('%s', async (_which, { actions }) => {
		const ids = actions === 'chosen' ? { actionIds: [toolId] } : {};
		const additionalFields = { actions, ...ids };
		const made = await agent('create', { name: `Acts ${actions}`, additionalFields });
		expect(await agent('get', { agent: byId(String(made.id)) })).toEqual(made);
		const { selectedTools } = await templateOf(made.id);
		expect([made.actionIds, selectedTools]).toEqual(
			{
				all: [null, [{ toolId }, { toolName: 'hangUp' }]],
				none: [[], []],
				chosen: [[toolId], [{ toolId }]],
			}[actions],
		);
	});
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

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});

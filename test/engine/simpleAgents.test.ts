import type { IDataObject } from 'n8n-workflow';
import type { Lab } from '../../lab/src/lab';
import { startLab } from '../../lab/src/lab';
import { readSimpleAgent } from '../../nodes/shared/simpleAgent/read';
import { byId } from './support/labNode';
import {
	addTool,
	ask,
	everyField,
	everyKey,
	HTTP,
	NINETEEN,
	NUMBER,
	run,
} from './support/simpleAgentBench';

// Speech after the burst makes every sentence seconds long and proves nothing more.
process.env.LAB_SPEECH = '0';

describe.each(['replace', 'merge'] as const)(
	'simple agents, where a patch of a template is a %s (UNCONFIRMED, ultravox.md Appendix B 4)',
	(patchCallTemplate) => {
		let lab: Lab;
		let tool: string;

		beforeAll(async () => {
			lab = await startLab({ ultravox: { patchCallTemplate } });
			lab.plivo.account.addNumber(NUMBER);
			tool = await addTool(lab, 'book', HTTP);
		});

		afterAll(async () => await lab.close());

		/** An operation that has to succeed; its only item. */
		async function item(operation: string, parameters: IDataObject): Promise<IDataObject> {
			const { items, message } = await run(lab, operation, parameters);
			expect(message).toBeUndefined();
			expect(items).toHaveLength(1);
			return items[0] ?? {};
		}

		const templateOf = (id: unknown) =>
			(lab.ultravox.agents.get(String(id))?.callTemplate ?? {}) as IDataObject;

		const allowedIds = async () =>
			(await ask(lab, 'GET', '/api/telephony_configs/plivo')).callCreationAllowedAgentIds;

		test('O3.1, O3.2 with a name alone: nineteen keys, and Get gives the same', async () => {
			const made = await item('create', { name: 'Bare' });
			expect(Object.keys(made).sort()).toEqual(NINETEEN);
			expect(await item('get', { agent: byId(made.id) })).toEqual(made);
			expect(made).toMatchObject({ name: 'Bare', type: 'inbound', actionIds: null });
		});

		test('O3.3 inbound is allowed and speaks first, outbound neither; a change of type changes both', async () => {
			const { id } = await item('create', { name: 'Turned' });
			expect(await allowedIds()).toContain(id);
			expect(templateOf(id).firstSpeakerSettings).toEqual({ agent: {} });
			const changed = await item('update', {
				agent: byId(id),
				updateFields: { type: 'outbound', firstMessage: 'Anybody there?' },
			});
			expect(changed).toMatchObject({ type: 'outbound', first_message: 'Anybody there?' });
			expect(await allowedIds()).not.toContain(id);
			expect(templateOf(id).firstSpeakerSettings).toEqual({
				user: { fallback: { delay: '5s', text: 'Anybody there?' } },
			});
			await item('update', { agent: byId(id), updateFields: { type: 'inbound' } });
			expect(await allowedIds()).toContain(id);
			expect(templateOf(id).firstSpeakerSettings).toEqual({ agent: { text: 'Anybody there?' } });
			const caller = await item('create', { name: 'Caller', type: 'outbound' });
			expect(await allowedIds()).not.toContain(caller.id);
		});

		test('O3.4 another model: told at once, nothing is asked', async () => {
			const { id } = await item('create', { name: 'Fixed' });
			const asked = lab.ultravox.requests.length;
			const parameters = { agent: byId(id), updateFields: { model: byId('ultravox-v0.6') } };
			const { message } = await run(lab, 'update', parameters);
			expect(message).toMatch(/'Model' cannot be changed/);
			expect(lab.ultravox.requests.length).toBe(asked);
		});

		test('O3.5 null is all tools of the account that a call can have, and hanging up', async () => {
			const page = await addTool(lab, 'onThePage', { client: {} });
			const { items, hints } = await run(lab, 'create', { name: 'Everything' });
			expect(items).toMatchObject([{ actionIds: null }]);
			expect(templateOf(items[0]?.id).selectedTools).toEqual([
				{ toolId: tool },
				{ toolName: 'hangUp' },
			]);
			expect(hints).toMatch(/Not among the actions, .*: onThePage/);
			await ask(lab, 'DELETE', `/api/tools/${page}`);
		});

		test('O3.5 [] is none', async () => {
			const { id, actionIds } = await item('create', {
				name: 'Nothing',
				additionalFields: { actions: 'none' },
			});
			expect(actionIds).toEqual([]);
			expect(templateOf(id).selectedTools).toEqual([]);
		});

		test('O3.5 a list is those', async () => {
			const { id, actionIds } = await item('create', {
				name: 'Some',
				additionalFields: { actions: 'chosen', actionIds: [tool] },
			});
			expect(actionIds).toEqual([tool]);
			expect(templateOf(id).selectedTools).toEqual([{ toolId: tool }]);
		});

		test('O3.9 edited by hand in Ultravox it reads right, and an update loses nothing of it', async () => {
			const made = await item('create', { name: 'Anna', additionalFields: everyField(tool) });
			expect(made).toMatchObject(everyKey(tool));
			const agent = lab.ultravox.agents.get(String(made.id));
			if (agent === undefined) throw new Error('The lab does not have the agent.');
			const prompt = String(agent.callTemplate.systemPrompt);
			const reordered = prompt.replace(/(Accent[^\n]*)\n(Human[^\n]*)/, '$2\n$1');
			expect(reordered).not.toBe(prompt);
			const byHand = reordered.replace('\n\n===', '\n\nNever argue.\n\n===');
			agent.callTemplate.systemPrompt = `You work for us.\n${byHand}`;
			agent.callTemplate.temperature = 0.7;
			const edited = await item('get', { agent: byId(made.id) });
			expect(edited).toMatchObject({
				...everyKey(tool),
				instructions: ['You work for us.', 'Be friendly.', 'Offer help.\n\nNever argue.'],
			});
			const updated = await item('update', {
				agent: byId(made.id),
				updateFields: { handoffPhoneNumber: '+14155550198' },
			});
			expect(updated).toMatchObject({
				...everyKey(tool),
				handoff_phone_number: '+14155550198',
				instructions: edited.instructions,
			});
			expect(templateOf(made.id)).toMatchObject({ temperature: 0.7, voice: 'Lab-German' });

			// Settings that are not the only ones, at the end, are not read, and so not written over.
			const kept = String(agent.callTemplate.systemPrompt);
			for (const doubtful of [`${kept}\nNever argue.`, `${kept}\n\n${kept}`]) {
				agent.callTemplate.systemPrompt = doubtful;
				const { items, hints } = await run(lab, 'get', { agent: byId(made.id) });
				expect(items[0]).toMatchObject({ handoff_phone_number: null });
				expect(hints).toMatch(/does not count.*leave one, at the end of the prompt/);
				const update = { agent: byId(made.id), updateFields: { firstMessage: 'Hi.' } };
				expect((await run(lab, 'update', update)).message).toMatch(/does not count/);
				expect(templateOf(made.id).systemPrompt).toBe(doubtful);
			}

			agent.callTemplate.systemPrompt = 'All new.';
			expect(await item('get', { agent: byId(made.id) })).toMatchObject({
				instructions: ['All new.'],
				accent: null,
				handoff_phone_number: null,
				data_collection_fields: null,
				language: 'de',
				interruptible: false,
				type: 'inbound',
			});
		});

		test('what a direct call cannot do is said when the agent is saved', async () => {
			const { hints } = await run(lab, 'create', {
				name: 'Limited',
				additionalFields: everyField(tool),
			});
			expect(hints).toMatch(/'Through Bridge' the agent cannot be interrupted at all/);
			expect(hints).toMatch(
				/For handing callers to a human and collecting data, n8n has to be in the call/,
			);
			expect((await run(lab, 'create', { name: 'Plain' })).hints).toBe('');
		});

		test('O3.10 connected, its number and application are in every item, and a caller reaches it', async () => {
			const made = await item('create', {
				name: 'Reception',
				additionalFields: { actions: 'none', firstMessage: 'Good day.' },
			});
			const agent = byId(made.id);
			const connected = await item('connectToNumber', { agent, number: byId(NUMBER) });
			const appId = lab.plivo.account.numbers.get(NUMBER.slice(1))?.app_id;
			const there = { ...made, phone_number: NUMBER, provider_external_id: appId };
			expect(connected).toEqual(there);
			expect(await item('get', { agent })).toEqual(there);
			const { items } = await run(lab, 'getMany', { returnAll: true });
			expect(items.find(({ id }) => id === made.id)).toEqual(there);
			expect(items.filter(({ phone_number }) => phone_number !== null)).toHaveLength(1);

			const call = lab.plivo.placeInboundCall({
				from: '+14155550199',
				to: NUMBER,
				person: [{ waitForUtterance: /Good day/ }, { hangUp: true }],
			});
			expect(await call.waitForEnd()).toMatchObject({ hangupSource: 'Caller' });
			await call.settled;

			const outbound = { agent, updateFields: { type: 'outbound' } };
			expect((await run(lab, 'update', outbound)).message).toMatch(/leads to the agent/);
			expect((await run(lab, 'delete', { agent })).message).toMatch(/leads to the agent/);
			expect(templateOf(made.id).firstSpeakerSettings).toEqual({ agent: { text: 'Good day.' } });
		});

		test('deleted, an agent is gone from the allowed ones, too', async () => {
			const { id } = await item('create', { name: 'Short' });
			expect(await item('delete', { agent: byId(id) })).toEqual({ id, deleted: true });
			expect(lab.ultravox.agents.has(String(id))).toBe(false);
			expect(await allowedIds()).not.toContain(id);
		});

		test('the settings for a call are read from any agent', async () => {
			const made = await item('create', { name: 'Read', additionalFields: everyField(tool) });
			const callTemplate = templateOf(made.id);
			expect(readSimpleAgent({ name: 'Read', callTemplate })).toMatchObject({
				handoffNumber: '+14155550177',
				interruptible: false,
				dataFields: [
					{ name: 'appointment day', type: 'date', description: 'The day they prefer' },
					{ name: 'email', type: 'text', description: '' },
				],
				dataWebhookUrl: 'https://example.com/collected',
			});
		});
	},
);

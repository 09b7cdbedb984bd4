import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type { Chosen } from '../plivoVoice/support/accountWorld';
import { byId } from '../plivoVoice/support/accountWorld';
import type { Step } from '../plivoVoice/support/nodesInARow';
import { itemsOf, ultravox } from '../plivoVoice/support/nodesInARow';
import { eventually } from '../support/eventually';
import { UltravoxAccount } from './support/ultravoxAccount';
import { allProfiles } from './support/ultravoxProfiles';
import type { Fields } from './support/ultravoxStory';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Somebody of a list who is to be called. */
interface Contact {
	name: string;
	phone: string;
}

interface Batch {
	totalCount: number;
	completedCount: number;
	endedAt: string | null;
}

describe.each(allProfiles)('batches, %s', (_name, variants) => {
	let account: UltravoxAccount;
	let agent: Chosen;
	let from: string;

	beforeAll(async () => {
		account = await UltravoxAccount.start(variants);
		account.ultravox.clock.stop();
		account.plivo.account.limits.callStartsPerSecond = 50;
		from = account.world.number();
		const { agentId } = account.ultravox.addAgent({
			name: 'Caller',
			systemPrompt: 'You talk to {{name}}.',
			greeting: 'Hello from the shop.',
		});
		agent = await account.fromList('searchAgents', 'Caller');
		expect(agent.value).toBe(agentId);
		const { authId, authToken } = account.plivo.account;
		await account.console('POST', '/api/telephony_configs/plivo', { authId, authToken });
	});

	afterAll(async () => await account.close());

	/** People who listen to the greeting and hang up. */
	const contacts = (...names: string[]): Contact[] =>
		names.map((name) => ({
			name,
			phone: account.person({ script: [{ waitForUtterance: /shop/ }, { hangUp: true }] }),
		}));
	/** How often each was rung so far. */
	const rings = (people: Contact[]): number[] =>
		people.map(({ phone }) => account.phoneCallsTo(phone).length);
	const inFuture = (ms: number): string =>
		new Date(account.ultravox.clock.now() + ms).toISOString();
	const path = (batch: Chosen) => `/api/agents/${agent.value}/scheduled_batches/${batch.value}`;
	const stored = async (batch: Chosen) => await account.console<Batch>('GET', path(batch));
	const stateWhen = async (
		batch: Chosen,
		what: string,
		isWanted: (state: Batch) => boolean,
	): Promise<Batch> =>
		await eventually(`a batch ${what}`, async () => {
			const state = await stored(batch);
			return isWanted(state) && state;
		});
	const whenOver = async (batch: Chosen) =>
		await stateWhen(batch, 'that is over', ({ endedAt }) => endedAt !== null);
	const statuses = async (batch: Chosen, status?: string): Promise<unknown[]> => {
		const filters = status === undefined ? {} : { status };
		const about = { agent, batch, filters, returnAll: true };
		const calls = await account.items('batch', 'getScheduledCalls', about);
		return calls.map((call) => call.status);
	};

	/** Who is called comes with each item; national numbers with the country. */
	const perItem: Fields = {
		to: '={{ $json.phone }}',
		defaultCountry: 'US',
		templateContext: { mappingMode: 'defineBelow', value: { name: '={{ $json.name }}' } },
		callFields: { metadata: { values: [{ name: 'customer', value: '={{ $json.name }}' }] } },
	};
	const list = (people: Contact[]): Step[] => itemsOf('people', people);
	const create = (batchOptions: Fields, more: Fields = {}): Step =>
		ultravox('Create', 'batch', 'create', { agent, ...perItem, from, batchOptions, ...more });
	const add = (batch: Chosen): Step =>
		ultravox('Add', 'batch', 'addFromItems', { agent, batch, ...perItem, from });

	const created = async (people: Contact[], batchOptions: Fields): Promise<Chosen> => {
		const execution = await account.inARow(...list(people), create(batchOptions));
		expect(executionError(execution)).toBeUndefined();
		const items = outputItems(execution, 'Create');
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ agentId: agent.value, totalCount: people.length });
		return byId(String(items[0]?.json.batchId));
	};
	/** The name of a new throttle that lets one call through in ten minutes. */
	const slowly = async (name: string): Promise<Chosen> => {
		const rules = [{ maxCalls: 1, windowSeconds: 600 }];
		await account.console('POST', '/api/call_throttles', { name, rules });
		return await account.fromList('searchCallThrottles', name);
	};

	test('P2.9 a list of people is one batch: in its window each is rung once, with what the item says', async () => {
		const people = contacts('Anna', 'Ben', 'Cleo');
		const typed = people.map((one, index) =>
			index === 0 ? { ...one, phone: one.phone.replace(/^\+1(\d{3})(\d{3})/, '($1) $2-') } : one,
		);
		const batch = await created(typed, {
			windowStart: inFuture(HOUR_MS),
			windowEnd: inFuture(3 * HOUR_MS),
		});
		expect(await statuses(batch, 'FUTURE')).toHaveLength(3);
		expect(await account.offered('searchBatches', { agent })).toEqual([
			expect.stringContaining('0 of 3 calls made'),
		]);
		account.ultravox.clock.advance(HOUR_MS - MINUTE_MS);
		expect(await statuses(batch)).toEqual(['FUTURE', 'FUTURE', 'FUTURE']);
		expect(rings(people)).toEqual([0, 0, 0]);

		account.ultravox.clock.advance(MINUTE_MS);
		await whenOver(batch);
		await Promise.all(
			people.map(async ({ phone }) => await (await account.phoneCallTo(phone)).waitForEnd()),
		);
		const progress = await account.run('batch', 'get', { agent, batch });
		expect(progress).toMatchObject({ totalCount: 3, completedCount: 3, agentId: agent.value });
		expect(await account.items('batch', 'getMany', { agent })).toEqual([progress]);
		const scheduled = await account.items('batch', 'getScheduledCalls', {
			agent,
			batch,
			returnAll: true,
		});
		expect(scheduled).toMatchObject(
			people.map(({ name, phone }) => ({
				status: 'SUCCESS',
				metadata: { customer: name },
				medium: { plivo: { outgoing: { to: phone, from } } },
			})),
		);
		const made = await account.items('batch', 'getCreatedCalls', {
			agent,
			batch,
			returnAll: true,
			simplify: false,
		});
		expect(made.map(({ call }) => (call as Fields).callId).toSorted()).toEqual(
			scheduled.map(({ callId }) => callId).toSorted(),
		);
		for (const { name } of people) {
			expect(made).toContainEqual(
				expect.objectContaining({
					call: expect.objectContaining({ metadata: { customer: name } }) as unknown,
					ultravox: expect.objectContaining({ systemPrompt: `You talk to ${name}.` }) as unknown,
				}),
			);
		}
		expect(rings(people)).toEqual([1, 1, 1]);
	});

	test('P2.9 more people come in from items, or the user is told that they did not; nobody is rung twice', async () => {
		const [first, ...others] = contacts('Dora', 'Emil', 'Frida') as [Contact, ...Contact[]];
		const batch = await created([first], { windowStart: inFuture(HOUR_MS) });
		const execution = await account.inARow(...list(others), add(batch));
		const { batchPatchCalls } = account.variants;
		const error = executionError(execution);
		if (batchPatchCalls === 'append') {
			expect(error).toBeUndefined();
			expect(outputItems(execution, 'Add').map(({ json }) => json)).toMatchObject([
				{ batchId: batch.value, totalCount: 3, addedCount: 2 },
			]);
		} else if (batchPatchCalls === 'replace') {
			expect(error).toMatch(/took the request, but the batch has 2 calls now instead of 3/);
		} else {
			expect(error).toMatch(/added nothing: the batch still has 1 calls/);
		}
		account.ultravox.clock.advance(HOUR_MS);
		await whenOver(batch);
		const rung = { append: [1, 1, 1], replace: [0, 1, 1], ignore: [1, 0, 0] }[batchPatchCalls];
		const people = [first, ...others];
		await eventually('the calls of the batch', () =>
			rings(people).every((count, index) => count >= (rung[index] ?? 0)),
		);
		expect(rings(people)).toEqual(rung);
	});

	test('P2.9 a batch is paused on its way and resumed, where Ultravox does that; what is left expires', async () => {
		const people = contacts('Gina', 'Hans', 'Ida');
		const batch = await created(people, {
			throttle: await slowly('one-in-ten'),
			windowEnd: inFuture(HOUR_MS),
		});
		await stateWhen(batch, 'with one call made', ({ completedCount }) => completedCount === 1);
		expect(await statuses(batch)).toEqual(['SUCCESS', 'PENDING', 'PENDING']);
		expect(await account.run('batch', 'pause', { agent, batch })).toMatchObject({ paused: true });
		expect(await account.offered('searchBatches', { agent }, 'paused')).toEqual([
			expect.stringContaining('1 of 3 calls made, paused'),
		]);
		account.ultravox.clock.advance(20 * MINUTE_MS);
		expect(await account.run('batch', 'get', { agent, batch })).toMatchObject({
			paused: true,
			totalCount: 3,
			completedCount: 1,
		});
		expect(rings(people)).toEqual([1, 0, 0]);

		const resume = { agent, batch, updateFields: { paused: false } };
		const { batchResume } = account.variants;
		if (batchResume === 'allow') {
			await account.run('batch', 'update', resume);
			await stateWhen(batch, 'that goes on', ({ completedCount }) => completedCount === 2);
			await account.run('batch', 'pause', { agent, batch });
		} else {
			const { message } = await account.refused('batch', 'update', resume);
			expect(message).toMatch(
				batchResume === 'refuse'
					? /A paused batch cannot be resumed/
					: /took the change, but the batch is still paused/,
			);
		}
		const madeSoFar = batchResume === 'allow' ? 2 : 1;

		await account.run('batch', 'update', {
			agent,
			batch,
			updateFields: { windowEnd: inFuture(30 * MINUTE_MS) },
		});
		account.ultravox.clock.advance(31 * MINUTE_MS);
		expect(await whenOver(batch)).toMatchObject({ totalCount: 3, completedCount: madeSoFar });
		expect(await statuses(batch, 'EXPIRED')).toHaveLength(3 - madeSoFar);
		expect(await statuses(batch, 'SUCCESS')).toHaveLength(madeSoFar);
		expect(rings(people)).toEqual([1, madeSoFar - 1, 0]);
	});

	test('a deleted batch rings nobody any more', async () => {
		const people = contacts('Jan', 'Kira');
		const batch = await created(people, { windowStart: inFuture(HOUR_MS) });
		expect(await account.run('batch', 'delete', { agent, batch })).toEqual({
			batchId: batch.value,
			deleted: true,
		});
		expect(await account.statusOf(path(batch))).toBe(404);
		const before = account.ultravox.calls.size;
		account.ultravox.clock.advance(2 * HOUR_MS);
		// A batch that comes later is through: nothing of the deleted one is still to come.
		const [after] = contacts('Later') as [Contact];
		await whenOver(await created([after], {}));
		expect(account.ultravox.calls.size).toBe(before + 1);
		expect(rings([...people, after])).toEqual([0, 0, 1]);
	});

	test('calls that somebody else connects: their address is told of each, its secret is shown to nobody', async () => {
		account.web.on('/connect', { body: 'OK', type: 'text/plain' });
		const secret = 'secret-of-the-batch-4711';
		const execution = await account.inARow(
			...list([{ name: 'Lea', phone: '' }]),
			create(
				{ webhookUrl: `${account.web.url}/connect`, webhookSecret: account.secret(secret) },
				{ direction: 'incoming' },
			),
		);
		expect(executionError(execution)).toBeUndefined();
		const told = await eventually(
			'the request to the address',
			() => account.web.at('/connect')[0],
		);
		expect(JSON.parse(told.body)).toMatchObject({
			event: 'call.started',
			call: { joinUrl: expect.stringMatching(/^ws/) as string, metadata: { customer: 'Lea' } },
		});
		const signature = told.headers['x-ultravox-webhook-signature'];
		expect(signature !== undefined).toBe(account.variants.batchWebhookSigned);
		expect(
			account.sent('POST', `/api/agents/${agent.value}/scheduled_batches`).at(-1),
		).toMatchObject({
			webhookSecret: secret,
		});
		const batch = byId(String(outputItems(execution, 'Create')[0]?.json.batchId));
		await account.run('batch', 'get', { agent, batch });
		await account.items('batch', 'getCreatedCalls', { agent, batch, simplify: false });
	});

	test('P2.9 nobody is rung by what is refused: no plan, twice the same number, too short a window', async () => {
		const people = contacts('Max', 'Nora', 'Otto');
		const twice = await account.refusedInARow(
			...list([...people, { name: 'Max again', phone: people[0]?.phone ?? '' }]),
			create({}),
		);
		expect(twice.message).toBe(
			`Some would be called more than once: ${people[0]?.phone} (items 1, 4)`,
		);
		const short = await account.refusedInARow(
			...list(people),
			create({ throttle: await slowly('slower'), windowEnd: inFuture(10 * MINUTE_MS) }),
		);
		expect(short.message).toMatch(/The window is too short for 3 calls: it must last at least/);
		account.ultravox.account.batchesEnabled = false;
		const plan = await account.refusedInARow(...list(people), create({}));
		account.ultravox.account.batchesEnabled = true;
		expect(plan.message).toMatch(
			/^Ultravox schedules no calls for this account: .*Your plan does not include/,
		);
		expect(plan.description).toMatch(/part of some Ultravox plans only/);
		expect(plan.description).toContain(`HTTP status ${account.variants.planRefusalStatus}`);
		account.ultravox.clock.advance(HOUR_MS);
		const [after] = contacts('Later') as [Contact];
		await whenOver(await created([after], {}));
		expect(rings([...people, after])).toEqual([0, 0, 0, 1]);
	});

	test('every operation was executed', () => {
		const grows = account.variants.batchPatchCalls === 'append';
		account.expectExecuted('batch', grows ? [] : ['addFromItems']);
	});
});

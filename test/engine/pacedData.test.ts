import type { IDataObject } from 'n8n-workflow';
import { COLLECT_TOOL } from '../../nodes/shared/callTools/toolNames';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import { inAnotherProcess } from './support/anotherProcess';
import type { Providers } from './support/outboundProviders';
import { startProviders } from './support/outboundProviders';
import { numbers, PacedRuns } from './support/pacedRuns';

let providers: Providers;
let paced: PacedRuns;

/** An agent with fields, whose data webhook is the providers' server. */
beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers, providers.url);
	providers.template.systemPrompt = joinPrompt('You call people.', {
		languages: [],
		accent: null,
		handoffNumber: null,
		allActions: null,
		modelLabel: null,
		dataWebhookUrl: `${providers.url}/hook`,
		dataFields: [{ name: 'guests', description: '', type: 'number' }],
	});
	providers.others.set('POST /hook', { status: 204 });
});

afterEach(async () => await providers.close());

const messagesOf = (item: number) => `GET /api/calls/${String(paced.callOf(item).callId)}/messages`;

const two = { items: [{ to: numbers[0] }, { to: numbers[1] }] };
const oneAtOnce = { ...two, options: { callsAtOnce: 1 } };

/** As many guests as the number of the item. */
function submits(item: number): void {
	const text = JSON.stringify({ guests: item });
	const results = [{ role: 'MESSAGE_ROLE_TOOL_CALL', toolName: COLLECT_TOOL, text }];
	providers.others.set(messagesOf(item), { status: 200, body: { results, next: null } });
}

const hooked = () =>
	providers.requests
		.filter(({ url }) => url === '/hook')
		.map(({ body }) => {
			const { eventId, collected } = body as IDataObject;
			return { eventId, collected };
		});

const delivery = (item: number) => ({
	eventId: `collected-${String(paced.callOf(item).callId)}`,
	collected: { guests: item },
});

describe('O3.8 the collected data of an execution with more calls than may be up at once', () => {
	test('is delivered when its call ends, once, while others are up and due; the results tell it', async () => {
		const { ended } = await paced.sleeping();
		submits(0);
		expect(await ended(0)).toMatchObject({ status: 200, outputs: undefined });
		expect(hooked()).toEqual([delivery(0)]);
		await ended(0);
		expect(hooked()).toHaveLength(1);
		for (const item of [1, 2]) {
			submits(item);
			await ended(item);
		}
		submits(3);
		const { outputs } = await ended(3);
		expect(hooked()).toEqual([0, 1, 2, 3].map(delivery));
		expect(outputs?.[0]).toMatchObject(
			[0, 1, 2, 3].map((item) => ({
				call: { collected: { guests: item } },
				dataDelivery: { delivered: true, attempts: 1, eventId: delivery(item).eventId },
			})),
		);
	}, 40_000);

	test("is delivered by Ultravox's word of the end: Plivo's may come to another process", async () => {
		const { hungUp, ended } = await paced.sleeping();
		submits(0);
		paced.isOver(0);
		await hungUp(0);
		expect(hooked()).toEqual([]);
		await ended(0);
		expect(hooked()).toEqual([delivery(0)]);
	}, 20_000);

	test('told five times in the same moment, it is delivered once', async () => {
		const { ended } = await paced.sleeping();
		submits(0);
		await Promise.all(Array.from({ length: 5 }, async () => await ended(0)));
		expect(hooked()).toEqual([delivery(0)]);
	});

	test('while Ultravox cannot be asked what was said, the sender comes again', async () => {
		const { ended } = await paced.sleeping();
		providers.others.set(messagesOf(0), { status: 400, body: { detail: 'not now' } });
		expect(await ended(0)).toMatchObject({ status: 503, outputs: undefined });
		expect(hooked()).toEqual([]);
		// Who is next does not wait for it.
		expect(paced.dialed()).toHaveLength(3);
		submits(0);
		expect(await ended(0)).toMatchObject({ status: 200 });
		expect(hooked()).toEqual([delivery(0)]);
		expect(paced.dialed()).toHaveLength(3);
	});

	test('what is not taken at the end of its call is delivered with the results', async () => {
		const { ended } = await paced.sleeping({
			items: [{ to: numbers[0] }, { to: numbers[1] }],
		});
		submits(0);
		providers.others.set('POST /hook', { status: 503 });
		// It is told again.
		expect(await ended(0)).toMatchObject({ status: 503 });
		expect(hooked()).toEqual(Array.from({ length: 4 }, () => delivery(0)));
		providers.others.set('POST /hook', { status: 204 });
		submits(1);
		const { outputs } = await ended(1);
		expect(outputs?.[0]).toMatchObject([
			{ dataDelivery: { delivered: true, eventId: delivery(0).eventId } },
			{ dataDelivery: { delivered: true, eventId: delivery(1).eventId } },
		]);
		expect(hooked()).toHaveLength(6);
	}, 60_000);

	test('what is not taken at the end of its call is delivered when the end is told again', async () => {
		const { ended } = await paced.sleeping();
		submits(0);
		providers.others.set('POST /hook', { status: 503 });
		expect(await ended(0)).toMatchObject({ status: 503 });
		// Who is next does not wait for it.
		expect(paced.dialed()).toHaveLength(3);
		providers.others.set('POST /hook', { status: 204 });
		expect(await ended(0)).toMatchObject({ status: 200 });
		expect(hooked()).toEqual(Array.from({ length: 5 }, () => delivery(0)));
	}, 60_000);

	test('is delivered at the end of its call also while the next cannot be called yet', async () => {
		const { ended } = await paced.sleeping({ options: { callsPerSecond: 0.01 } });
		submits(0);
		expect(await ended(0)).toMatchObject({ status: 503 });
		expect(paced.dialed()).toHaveLength(1);
		expect(hooked()).toEqual([delivery(0)]);
	}, 20_000);

	test("Plivo's word of an end alone comes, while another talks on: the results deliver it", async () => {
		const sleeping = await paced.sleeping(two, 20 * 60_000);
		submits(0);
		paced.isOver(0, 5 * 60_000);
		const work = async () => {
			await sleeping.hungUp(0);
			expect(hooked()).toEqual([]);
			submits(1);
			const { outputs } = await sleeping.ended(1);
			expect(outputs?.[0]?.[0]).toMatchObject({ dataDelivery: { delivered: true } });
		};
		await inAnotherProcess(sleeping, work, 60 * 60_000);
		expect(hooked()).toEqual(expect.arrayContaining([delivery(0), delivery(1)]));
		expect(hooked()).toHaveLength(2);
	}, 40_000);

	test('another process of n8n that meets calls of this one delivers nothing of what this one has delivered', async () => {
		const sleeping = await paced.sleeping(oneAtOnce, 20 * 60_000);
		submits(0);
		await sleeping.ended(0);
		expect(paced.dialed()).toHaveLength(2);
		paced.isOver(0, 12 * 60_000);
		submits(1);
		const work = async () => {
			const { outputs } = await sleeping.ended(1);
			expect(outputs?.[0]).toMatchObject([
				{
					call: { collected: { guests: 0 } },
					dataDelivery: { delivered: null, eventId: delivery(0).eventId },
				},
				{ dataDelivery: { delivered: true, eventId: delivery(1).eventId } },
			]);
		};
		await inAnotherProcess(sleeping, work, 60 * 60_000);
		expect(hooked()).toEqual([delivery(0), delivery(1)]);
	}, 40_000);

	test('another process delivers once more what may not have come to the end of its call yet', async () => {
		const sleeping = await paced.sleeping(oneAtOnce, 20 * 60_000);
		submits(0);
		await sleeping.ended(0);
		paced.isOver(0, 8 * 60_000);
		submits(1);
		const work = async () => {
			const { outputs } = await sleeping.ended(1);
			expect(outputs?.[0]?.[0]).toMatchObject({ dataDelivery: { delivered: true } });
		};
		await inAnotherProcess(sleeping, work, 60 * 60_000);
		expect(hooked()).toEqual(expect.arrayContaining([delivery(0), delivery(0), delivery(1)]));
		expect(hooked()).toHaveLength(3);
	}, 40_000);

	test('after a restart, the results deliver it once more, under the same event id', async () => {
		const sleeping = await paced.sleeping(two, 20 * 60_000);
		submits(0);
		await sleeping.ended(0, 5 * 60_000);
		expect(hooked()).toEqual([delivery(0)]);
		submits(1);
		await inAnotherProcess(sleeping, async () => {
			const { outputs } = await sleeping.ended(1);
			expect(outputs?.[0]).toMatchObject([
				{ dataDelivery: { delivered: true, eventId: delivery(0).eventId } },
				{ dataDelivery: { delivered: true, eventId: delivery(1).eventId } },
			]);
		});
		expect(hooked()).toHaveLength(3);
		expect(hooked()).toEqual(expect.arrayContaining([delivery(0), delivery(0), delivery(1)]));
	}, 40_000);
});

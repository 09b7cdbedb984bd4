import { inAnotherProcess } from './support/anotherProcess';
import { laterOn } from './support/laterOn';
import type { Providers } from './support/outboundProviders';
import { CALLER_ID, startProviders } from './support/outboundProviders';
import { callUuidOf, numbers, PacedRuns } from './support/pacedRuns';

/** The input item that was due when the execution went to sleep, and is dialed when the first has ended. */
const DUE = 2;
const HUMAN = '+14155550177';

let providers: Providers;
let paced: PacedRuns;

beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers);
});

afterEach(async () => await providers.close());

describe('O3.6 P2.11 a person who was due is on the way to a human, and Ultravox does not list the call', () => {
	const handoff = () => ({
		item: String(DUE),
		callUuid: callUuidOf(DUE),
		callId: String(paced.callOf(DUE).callId),
		number: HUMAN,
		callerId: CALLER_ID,
		step: '0',
	});

	test('the human is called all the same', async () => {
		const { execution, ended } = await paced.sleeping();
		await ended(0);
		providers.others.set('GET /api/calls', { status: 400, body: { detail: 'down' } });
		const before = providers.requests.length;
		const asked = { event: 'handoff', ...handoff() };
		const { status, body } = await execution.plivo(asked, { CallUUID: callUuidOf(DUE) });
		expect(status).toBe(200);
		expect(body).toContain(`<Number>${HUMAN.slice(1)}</Number>`);
		// The caller waits: nobody is asked for anything.
		expect(providers.requests).toHaveLength(before);
	});

	test('nobody picks up there, and the person comes back to an agent', async () => {
		const sleeping = await paced.sleeping();
		await sleeping.ended(0);
		const asked = { event: 'handoff-end', ...handoff() };
		paced.callOf(DUE).metadata = {};
		const made = {
			callId: '44444444-4444-4444-8444-444444444444',
			joinUrl: 'wss://voice.ultravox.ai/calls/4/telephony?key=hidden',
			medium: { plivo: {} },
		};
		providers.others.set('POST /api/calls', { status: 201, body: made });
		const told = { CallUUID: callUuidOf(DUE), DialStatus: 'no-answer' };
		await inAnotherProcess(sleeping, async () => {
			const { status, body } = await sleeping.execution.plivo(asked, told);
			expect(status).toBe(200);
			expect(body).toMatch(/<Stream [^>]*>wss:\/\/voice\.ultravox\.ai/);
		});
	});
});

describe('O3.6 P2.5 somebody is with a human after the agent, and somebody is due after that call', () => {
	/** Plivo has the phone of an item on the line. */
	const isUp = (item: number) => {
		providers.others.set('GET /Call/', (response) => {
			const { searchParams } = new URL(response.req.url ?? '', 'http://plivo.test');
			const isAsked =
				searchParams.get('status') === 'live' &&
				searchParams.get('to_number') === numbers[item]?.slice(1);
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ objects: [], calls: isAsked ? [callUuidOf(item)] : [] }));
		});
	};

	test('n8n does not hear when the phone is put down: it has not heard of the end in time', async () => {
		const three = numbers.slice(0, 3).map((to) => ({ to }));
		const { execution, ended } = await paced.sleeping({ items: three }, 10 * 60_000);
		isUp(0);
		expect(await ended(0, 90_000)).toMatchObject({ status: 503 });
		providers.others.delete('GET /Call/');
		await laterOn(20 * 60_000, async () => {
			const call = paced.callOf(0);
			expect(await execution.ended(call, { item: '0' })).toMatchObject({ status: 200 });
			expect(paced.dialed()).toHaveLength(2);
		});
	}, 40_000);

	test("another call's end is taken; the next is called when the phone is put down", async () => {
		const three = numbers.slice(0, 3).map((to) => ({ to }));
		const { ended, hungUp } = await paced.sleeping({ items: three }, 10 * 60_000);
		isUp(0);
		expect(await ended(0, 90_000)).toMatchObject({ status: 503 });
		// As long as that may be another clock, it is told again.
		expect(await ended(1)).toMatchObject({ status: 503 });
		expect(await ended(1, 150_000)).toMatchObject({ status: 200, outputs: undefined });
		expect(paced.dialed()).toHaveLength(2);
		providers.others.delete('GET /Call/');
		expect(await hungUp(0)).toMatchObject({ status: 200 });
		expect(paced.dialed()).toEqual(numbers.slice(0, 3));
	}, 40_000);

	test('however long they talk: the next is called when the phone is put down after half an hour', async () => {
		const { ended, hungUp } = await paced.sleeping({}, 40 * 60_000);
		isUp(1);
		expect(await ended(1, 30 * 60_000)).toMatchObject({ status: 503 });
		providers.others.delete('GET /Call/');
		expect(await hungUp(1)).toMatchObject({ status: 200 });
		expect(paced.dialed()).toEqual([numbers[0], numbers[1], numbers[3]]);
	}, 40_000);

	test('who is due after an end that nobody told is called when the phone is put down: that is the latest end', async () => {
		const three = numbers.slice(0, 3).map((to) => ({ to }));
		const { hungUp } = await paced.sleeping({ items: three }, 40 * 60_000);
		paced.isOver(1, 30 * 60_000);
		paced.isOver(0, 5 * 60_000);
		expect(await hungUp(1)).toMatchObject({ status: 200 });
		expect(paced.dialed()).toEqual(numbers.slice(0, 3));
	}, 40_000);
});

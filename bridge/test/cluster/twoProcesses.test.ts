import { distinctBytes } from '../audioSamples';
import { BundledBridge } from '../bridgeProcess';
import { eventually } from '../eventually';
import type { FakePlivo } from '../fakes/fakePlivo';
import { Exposition } from '../metrics/exposition';
import { ProcessBench } from './processBench';

jest.setTimeout(120_000);

interface News {
	type: string;
	calls: Array<{ callId: string }>;
	bridge: { calls: number };
}

describe('a bridge of two processes', () => {
	let bundle: BundledBridge;
	let bench: ProcessBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await ProcessBench.start(bundle);
	});
	afterEach(async () => await bench.close());

	/** What the live page is told first. */
	const firstNews = async (cookie: string): Promise<News> => {
		const stop = new AbortController();
		const events = await bench.page(cookie, '/page/events', stop.signal);
		let text = '';
		for await (const chunk of events.body ?? []) {
			text += Buffer.from(chunk as Uint8Array).toString();
			if (text.includes('\n\n')) break;
		}
		stop.abort();
		return JSON.parse((text.split('\n\n')[0] ?? '').replace(/^data: /, '')) as News;
	};

	it('relays every byte of calls in both, as if it were one', async () => {
		const calls = await bench.callInEach();
		expect(new Set(bench.bridge.workers).size).toBe(2);
		for (const { plivo, agent } of calls) {
			const [question, answer] = [distinctBytes(64_000), distinctBytes(48_000)];
			for (let at = 0; at < question.length; at += 640) {
				plivo.media(question.subarray(at, at + 640));
			}
			agent.speak(answer);
			await eventually('the agent hears all', () => agent.heard.length >= question.length);
			await eventually('the caller hears all', () => plivo.heard.length >= answer.length);
			expect(agent.heard.equals(question)).toBe(true);
			expect(plivo.heard.equals(answer)).toBe(true);
		}
	});

	it('finds and lists calls whichever process is asked', async () => {
		const calls = await bench.callInEach();
		for (let asked = 0; asked < 4; asked++) {
			const listed = (await (await bench.control('/control/calls')).json()) as News;
			expect(listed.calls.map(({ callId }) => callId)).toEqual(
				expect.arrayContaining(calls.map(({ claims }) => claims.callId)),
			);
			const status = await (await bench.control('/control/status')).json();
			expect(status).toMatchObject({ calls: listed.calls.length });
			for (const { claims } of calls) {
				const found = await bench.control(`/control/calls/${claims.callUuid}`);
				expect(found.status).toBe(200);
				expect(await found.json()).toMatchObject({ call: { callId: claims.callId } });
			}
			expect((await bench.control('/control/calls/nobody')).status).toBe(404);
		}
		for (const { claims, plivo } of calls) {
			const hungUp = await bench.control(`/control/calls/${claims.callId}/hang-up`, 'POST');
			expect(hungUp.status).toBe(200);
			expect((await plivo.isClosed()).code).toBe(1000);
		}
	});

	it('adds up the metrics of both', async () => {
		const calls = await bench.callInEach();
		for (const { plivo, agent } of calls) {
			plivo.media(distinctBytes(640));
			await eventually('it is heard', () => agent.heard.length === 640);
		}
		const page = new Exposition(await (await bench.control('/metrics')).text());
		expect(page.value('bridge_processes')).toBe(2);
		expect(page.value('bridge_calls')).toBe(bench.agent.connections.length);
		expect(page.value('bridge_audio_frames_total', { direction: 'to_agent' })).toBe(2);
	});

	it('shows the calls of both on the live page, and plays them, whichever process is asked', async () => {
		const calls = await bench.callInEach();
		const cookie = await bench.login();
		for (let asked = 0; asked < 4; asked++) {
			const { type, calls: shown, bridge } = await firstNews(cookie);
			expect([type, bridge.calls]).toEqual(['snapshot', bench.agent.connections.length]);
			expect(shown.map(({ callId }) => callId)).toEqual(
				expect.arrayContaining(calls.map(({ claims }) => claims.callId)),
			);
			for (const { claims } of calls) {
				const stop = new AbortController();
				const path = `/page/calls/${claims.callId}/audio`;
				const audio = await bench.page(cookie, path, stop.signal);
				expect([audio.status, audio.headers.get('x-sample-rate')]).toEqual([200, '16000']);
				stop.abort();
			}
		}
	});

	it('refuses a spent token in the process that has not seen it', async () => {
		const { claims } = await bench.call();
		const connects = [1, 2, 3, 4].map(async () => await bench.connectStatus(claims));
		expect(await Promise.all(connects)).toEqual([401, 401, 401, 401]);
	});

	it('starts one stream of a call only, wherever the second one is connected', async () => {
		const claims = bench.claims();
		const both = [await bench.connect(claims), await bench.connect(claims)];
		for (const plivo of both) plivo.start({ callId: claims.callUuid });
		const refused = await eventually('one is closed', () => both.find(({ closed }) => closed));
		expect(refused.closed?.code).toBe(1008);
		const taken = both.find((plivo) => plivo !== refused) as FakePlivo;
		const agent = await bench.agent.connected();
		const speech = distinctBytes(640);
		taken.media(speech);
		await eventually('the other goes on', () => agent.heard.equals(speech));
		expect(bench.agent.connections).toHaveLength(1);
	});

	it('loses nothing that comes while the first process is asked', async () => {
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		const speech = distinctBytes(6_400);
		plivo.start({ callId: claims.callUuid });
		for (let at = 0; at < speech.length; at += 640) plivo.media(speech.subarray(at, at + 640));
		const agent = await bench.agent.connected();
		await eventually('all of it is heard', () => agent.heard.length >= speech.length);
		expect(agent.heard.equals(speech)).toBe(true);
	});

	it('gives an answer to one call only, and an order effect once, whichever process is asked', async () => {
		const { claims } = await bench.call();
		const path = `/answer/${bench.answerToken()}`;
		const statuses: number[] = [];
		for (let asked = 0; asked < 8; asked++) {
			statuses.push((await bench.answer(path, asked === 0 ? 'first' : 'other')).status);
		}
		expect(statuses).toEqual([200, 401, 401, 401, 401, 401, 401, 401]);
		expect((await bench.answer(path, 'first')).status).toBe(200);
		const order = bench.signed(`/control/calls/${claims.callId}/mute`, 'POST');
		const done: number[] = [];
		for (let asked = 0; asked < 6; asked++) done.push((await order()).status);
		expect(done).toEqual([200, 401, 401, 401, 401, 401]);
	});

	it('knows what comes after a stream, whichever process is asked', async () => {
		const [lost, ended] = await bench.callInEach();
		lost.agent.socket.terminate();
		await lost.plivo.isClosed();
		await bench.control(`/control/calls/${ended.claims.callId}/hang-up`, 'POST');
		await ended.plivo.isClosed();
		for (let asked = 0; asked < 6; asked++) {
			expect(await bench.afterStream(lost)).toMatch(/<Speak[^>]*>We are sorry/);
			expect(await bench.afterStream(ended)).toMatch(/<Response><Hangup\/>/);
		}
	});

	it('lets go of the agent of a stream that Plivo has left, whichever process is asked', async () => {
		for (const call of await bench.callInEach()) {
			for (let asked = 0; asked < 4; asked++) {
				expect(await bench.afterStream(call)).toMatch(/<Speak[^>]*>We are sorry/);
			}
			await eventually('the agent is let go', () => call.agent.closeCode === 1000);
			await call.plivo.isClosed();
		}
	});

	it('ends a session of the page in both, and what was opened with it', async () => {
		const calls = await bench.callInEach();
		const cookie = await bench.login();
		const stop = new AbortController();
		const streams = await Promise.all([
			...calls.map(async ({ claims }) => {
				return await bench.page(cookie, `/page/calls/${claims.callId}/audio`, stop.signal);
			}),
			bench.page(cookie, '/page/events', stop.signal),
		]);
		expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
		let over = 0;
		const ended = () => (over += 1);
		for (const stream of streams) void stream.arrayBuffer().then(ended, ended);
		expect((await bench.logOut(cookie)).status).toBe(303);
		await eventually('all streams are over', () => over === streams.length);
		for (let asked = 0; asked < 6; asked++) {
			expect((await bench.page(cookie, '/page/events', stop.signal)).status).toBe(401);
		}
	});

	it('counts connects of one call in both together', async () => {
		const claims = bench.claims();
		const statuses = [];
		for (let connect = 1; connect <= 5; connect++) {
			statuses.push(await bench.connectStatus(claims));
		}
		expect(statuses).toEqual([101, 101, 101, 401, 401]);
	});
});

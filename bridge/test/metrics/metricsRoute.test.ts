import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import * as lists from '../../src/metrics/labels';
import { BRIDGE_VERSION } from '../../src/version';
import { SECRET, TestBench } from '../testBench';
import { Exposition } from './exposition';

describe('GET /metrics', () => {
	const SCRAPE = { method: 'GET', target: '/metrics' };
	let bench: TestBench;
	afterEach(async () => await bench.close());

	const ask = async (headers: Record<string, string> = {}) =>
		await fetch(`${bench.httpUrl}/metrics`, { headers });
	const scrape = async () => {
		const response = await ask({ authorization: controlAuthorization(SECRET, SCRAPE) });
		expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
		return new Exposition(await response.text());
	};

	/** A call with 5 frames of 20 ms from the caller and 3 from the agent. */
	const talk = async () => {
		const call = await bench.call();
		for (let frame = 0; frame < 5; frame++) call.plivo.media(distinctBytes(640));
		call.agent.speak(distinctBytes(1_920));
		await eventually('the agent hears it', () => call.agent.heard.length === 3_200);
		await eventually('the caller hears it', () => call.plivo.heard.length === 1_920);
		return call;
	};

	it('needs the control key or a signature', async () => {
		bench = await TestBench.start();
		expect((await ask()).status).toBe(401);
		expect((await ask({ authorization: controlAuthorization(SECRET, SCRAPE) })).status).toBe(200);
	});

	it('needs nothing when it is open', async () => {
		bench = await TestBench.start({ metrics: { open: true } });
		expect((await ask()).status).toBe(200);
	});

	it('tells of a call while it lives and when it is over', async () => {
		bench = await TestBench.start();
		const { claims, plivo, agent } = await talk();
		agent.tell({ type: 'playback_clear_buffer' });
		await plivo.hasEvent('clearAudio');
		const live = await scrape();
		const expected = (page: Exposition) => {
			expect(page.value('bridge_calls_started_total')).toBe(1);
			expect(page.value('bridge_barge_ins_total')).toBe(1);
			expect(page.value('bridge_audio_bytes_total', { direction: 'to_agent' })).toBe(3_200);
			expect(page.value('bridge_audio_frames_total', { direction: 'to_agent' })).toBe(5);
			expect(page.value('bridge_audio_bytes_total', { direction: 'to_caller' })).toBe(1_920);
			expect(page.value('bridge_audio_frames_total', { direction: 'to_caller' })).toBe(3);
			const latency = (direction: string) =>
				page.value('bridge_added_latency_seconds_count', { direction });
			// What came together may be noted once.
			expect(latency('to_agent')).toBeGreaterThan(0);
			expect(latency('to_caller')).toBeGreaterThan(0);
		};
		expected(live);
		expect(live.value('bridge_calls')).toBe(1);
		expect([live.value('bridge_ready'), live.value('bridge_draining')]).toEqual([1, 0]);
		expect(live.value('bridge_arrival_gap_seconds_count')).toBe(0);

		plivo.socket.close(1000);
		await bench.sink.event('ended');
		await expect(bench.connect(claims)).rejects.toThrow('401');
		const over = await scrape();
		expected(over);
		expect(over.value('bridge_calls')).toBe(0);
		expect(over.value('bridge_calls_ended_total', { reason: 'caller-hangup' })).toBe(1);
		expect(over.value('bridge_arrival_gap_seconds_count')).toBe(1);
		expect(over.value('bridge_connects_refused_total', { status: '401', reason: 'spent' })).toBe(1);
	});

	it('tells of streams that wait and of events', async () => {
		bench = await TestBench.start();
		bench.sink.answers = [503];
		await bench.connect(bench.claims());
		await talk();
		await bench.sink.event('started');
		const page = await scrape();
		expect(page.value('bridge_waiting_streams')).toBe(1);
		expect(page.value('bridge_events_delivered_total')).toBe(1);
		expect(page.value('bridge_event_retries_total')).toBe(1);
		expect(page.value('bridge_events_waiting')).toBe(0);
	});

	it('has no labels but those of the lists', async () => {
		bench = await TestBench.start();
		const { claims, plivo } = await talk();
		await expect(bench.connect(claims)).rejects.toThrow('401');
		await expect(bench.connect({ ...claims, callId: '+14155550100' })).resolves.toBeDefined();
		plivo.press('14155550100#');
		plivo.socket.close(1000);
		await bench.sink.event('ended');
		const page = await scrape();
		const own = page.samples.filter(({ name }) => name.startsWith('bridge_'));
		const allowed = new Set<unknown>([BRIDGE_VERSION, ...Object.values(lists).flat()]);
		for (const { labels } of own) {
			const { le, status, ...others } = labels;
			if (le !== undefined) expect(le).toMatch(/^(\+Inf|\d+(\.\d+)?)$/);
			if (status !== undefined) expect(status).toMatch(/^[1-5]\d\d$/);
			for (const value of Object.values(others)) expect(allowed).toContain(value);
		}
		// Those of the process itself, too.
		for (const { labels } of page.samples) {
			for (const [name, value] of Object.entries(labels)) {
				if (name !== 'le') expect(value).not.toMatch(/\d{7}/);
				expect(value.length).toBeLessThan(40);
			}
		}
	});
});

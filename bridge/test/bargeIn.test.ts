import { distinctBytes, framesOf } from './audioSamples';
import { eventually } from './eventually';
import type { FakePlivo } from './fakes/fakePlivo';
import { TestBench } from './testBench';

/** The audio that came behind the last clear. */
function playedSinceClear({ events }: FakePlivo): Buffer {
	const cleared = events.findLastIndex(({ event }) => event === 'clearAudio');
	return Buffer.concat(
		events
			.slice(cleared + 1)
			.filter(({ event }) => event === 'playAudio')
			.map(({ media }) => Buffer.from((media as { payload: string }).payload, 'base64')),
	);
}

describe('barge-in', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start();
	});
	afterEach(async () => await bench.close());

	it('clears what Plivo holds, after the old audio and before the new', async () => {
		const { plivo, agent } = await bench.call();
		const before = distinctBytes(640, 1);
		const after = distinctBytes(640, 2);
		agent.speak(before);
		await eventually('old audio arrives', () => plivo.eventsOf('playAudio').length === 1);
		agent.tell({ type: 'playback_clear_buffer' });
		agent.speak(after);
		await eventually('new audio arrives', () => plivo.eventsOf('playAudio').length === 2);
		expect(plivo.events).toEqual([
			expect.objectContaining({ event: 'playAudio' }),
			{ event: 'clearAudio', streamId: 'stream-1' },
			expect.objectContaining({ event: 'playAudio' }),
		]);
		expect(plivo.heard.equals(Buffer.concat([before, after]))).toBe(true);
	});

	it('never sends after the clear what came before it, however close together they came', async () => {
		const { plivo, agent } = await bench.call();
		const after = distinctBytes(64_000, 2);
		for (let round = 1; round <= 20; round++) {
			agent.together(() => {
				for (const chunk of framesOf(distinctBytes(3_201, 1), 640)) agent.speak(chunk);
				agent.tell({ type: 'playback_clear_buffer' });
				for (const chunk of framesOf(after, 1_000)) agent.speak(chunk);
			});
			await eventually('the clear arrives', () => plivo.eventsOf('clearAudio').length === round);
			const heard = () => playedSinceClear(plivo);
			await eventually('new audio arrives', () => heard().length >= after.length);
			expect(heard().equals(after)).toBe(true);
		}
	});

	it('begins a new utterance at a whole sample', async () => {
		const { plivo, agent } = await bench.call();
		const after = distinctBytes(640, 2);
		agent.speak(distinctBytes(641, 1));
		agent.tell({ type: 'playback_clear_buffer' });
		agent.speak(after);
		await plivo.hasEvent('clearAudio');
		await eventually('new audio arrives', () => playedSinceClear(plivo).length >= after.length);
		expect(playedSinceClear(plivo).equals(after)).toBe(true);
	});

	it('is counted in the report', async () => {
		const { plivo, agent } = await bench.call();
		for (let round = 0; round < 2; round++) {
			agent.speak(distinctBytes(640));
			agent.tell({ type: 'playback_clear_buffer' });
		}
		await eventually('both arrive', () => plivo.eventsOf('clearAudio').length === 2);
		plivo.socket.close(1000);
		expect((await bench.sink.report()).bargeIns).toBe(2);
	});

	it('is told to Plivo only when Plivo was given something since the last', async () => {
		const { plivo, agent } = await bench.call();
		agent.tell({ type: 'playback_clear_buffer' });
		agent.speak(distinctBytes(640));
		await plivo.hasEvent('playAudio');
		for (let round = 0; round < 1_000; round++) agent.tell({ type: 'playback_clear_buffer' });
		agent.speak(distinctBytes(640));
		await eventually('all of it arrives', () => plivo.eventsOf('playAudio').length === 2);
		expect(plivo.events.map(({ event }) => event)).toEqual([
			'playAudio',
			'clearAudio',
			'playAudio',
		]);
		plivo.socket.close(1000);
		expect((await bench.sink.report()).bargeIns).toBe(1_001);
	});

	it('names the stream even when its id needs escaping', async () => {
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid, streamId: 'a"b\\c' });
		const agent = await bench.agent.connected();
		agent.speak(distinctBytes(640));
		agent.tell({ type: 'playback_clear_buffer' });
		expect(await plivo.hasEvent('clearAudio')).toEqual({ event: 'clearAudio', streamId: 'a"b\\c' });
	});
});

import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import { TestBench } from './testBench';

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

	it('begins a new utterance at a whole sample', async () => {
		const { plivo, agent } = await bench.call();
		const after = distinctBytes(640, 2);
		agent.speak(distinctBytes(641, 1));
		agent.tell({ type: 'playback_clear_buffer' });
		agent.speak(after);
		await eventually('new audio arrives', () => plivo.eventsOf('playAudio').length === 2);
		expect(plivo.heard.subarray(640).equals(after)).toBe(true);
	});

	it('is counted in the report', async () => {
		const { plivo, agent } = await bench.call();
		agent.tell({ type: 'playback_clear_buffer' });
		agent.tell({ type: 'playback_clear_buffer' });
		await eventually('both arrive', () => plivo.eventsOf('clearAudio').length === 2);
		plivo.socket.close(1000);
		expect((await bench.sink.report()).bargeIns).toBe(2);
	});

	it('names the stream even when its id needs escaping', async () => {
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid, streamId: 'a"b\\c' });
		(await bench.agent.connected()).tell({ type: 'playback_clear_buffer' });
		expect(await plivo.hasEvent('clearAudio')).toEqual({ event: 'clearAudio', streamId: 'a"b\\c' });
	});
});

import { parseContentType } from '../../nodes/shared/audioFormat';
import { Playback, type PlaybackLeg } from '../src/plivo/playback';
import { distinctBytes } from './audioSamples';

/** Plivo's side with a socket that takes nothing until it is told to. */
class StubLeg implements PlaybackLeg {
	bufferedBytes = 0;
	readonly sent: string[] = [];
	private callbacks: Array<() => void> = [];

	send(text: string, sent?: () => void): void {
		this.sent.push(text);
		this.bufferedBytes += text.length;
		if (sent) this.callbacks.push(sent);
	}

	sendClearAudio(): void {
		this.send('clear');
	}

	sendCheckpoint(name: string): void {
		this.send(`checkpoint ${name}`);
	}

	/** The kernel takes everything that waits. */
	drain(): void {
		this.bufferedBytes = 0;
		for (const callback of this.callbacks.splice(0)) callback();
	}

	get audio(): Buffer {
		return Buffer.concat(
			this.sent
				.filter((text) => text.startsWith('{'))
				.map((text) => JSON.parse(text) as { media: { payload: string } })
				.map(({ media }) => Buffer.from(media.payload, 'base64')),
		);
	}
}

function playbackOn(leg: PlaybackLeg, queueMs = 30_000) {
	const calls: string[] = [];
	const playback = new Playback(leg, {
		format: parseContentType('audio/x-l16;rate=16000'),
		queueMs,
		stallMs: 5,
		onFull: () => calls.push('full'),
		onDrained: () => calls.push('drained'),
		onStalled: () => calls.push('stalled'),
	});
	return { playback, calls };
}

describe('playback while Plivo does not keep up', () => {
	it('holds audio back and sends it in order once the socket drains', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		const pcm = distinctBytes(300_000);
		playback.write(pcm);
		expect(leg.audio.length).toBeLessThan(80_000);
		while (leg.bufferedBytes > 0) leg.drain();
		expect(leg.audio.equals(pcm)).toBe(true);
		expect(playback.bytes).toBe(pcm.length);
	});

	it('never sends after a barge-in what it held back before', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		playback.write(distinctBytes(300_000, 1));
		const sentBefore = leg.audio.length;
		playback.clear();
		const after = distinctBytes(640, 2);
		playback.write(after);
		while (leg.bufferedBytes > 0) leg.drain();
		expect(leg.audio.subarray(sentBefore).equals(after)).toBe(true);
		expect(leg.sent.indexOf('clear')).toBe(leg.sent.length - 2);
	});

	it('sets the checkpoint behind the last audio', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		playback.write(distinctBytes(300_000));
		playback.finish('end');
		expect(leg.sent).not.toContain('checkpoint end');
		while (leg.bufferedBytes > 0) leg.drain();
		expect(leg.audio.length).toBe(300_000);
		expect(leg.sent.at(-1)).toBe('checkpoint end');
	});

	it('stops the agent when the queue is full, and lets it go on at half', () => {
		const leg = new StubLeg();
		const { playback, calls } = playbackOn(leg, 1_000);
		playback.write(distinctBytes(150_000));
		expect(calls).toEqual(['full']);
		while (leg.bufferedBytes > 0) leg.drain();
		expect(calls).toEqual(['full', 'drained']);
	});

	it('gives Plivo up when the queue stays full', async () => {
		const { playback, calls } = playbackOn(new StubLeg(), 1_000);
		playback.write(distinctBytes(150_000));
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(calls).toEqual(['full', 'stalled']);
		playback.stop();
	});

	it('knows how much play time is outstanding, and that a clear leaves none', () => {
		const { playback } = playbackOn(new StubLeg());
		expect(playback.started).toBe(false);
		playback.write(Buffer.alloc(32_000 * 60));
		expect(playback.outstandingMs).toBeGreaterThan(50_000);
		expect(playback.outstandingMs).toBeLessThanOrEqual(60_000);
		playback.clear();
		expect(playback.outstandingMs).toBe(0);
		expect(playback.started).toBe(false);
		playback.stop();
	});
});

import { pino } from 'pino';
import type { AudioTap } from '../../src/call/audioTap';
import { CallTaps } from '../../src/call/callTaps';

class RecordedTap implements AudioTap {
	readonly heard: Array<[string, number, number?]> = [];

	onCallerAudio(pcm: Buffer, atMs: number): void {
		this.heard.push(['caller', atMs, pcm.length]);
	}

	onPlayedAudio(pcm: Buffer, playsAtMs: number): void {
		this.heard.push(['played', playsAtMs, pcm.length]);
	}

	onCleared(atMs: number): void {
		this.heard.push(['cleared', atMs]);
	}

	onEnd(atMs: number): void {
		this.heard.push(['end', atMs]);
	}
}

const samples = (...values: number[]) => Buffer.from(new Int16Array(values).buffer);

describe('taps', () => {
	let nowMs = 0;
	let changes: boolean[];
	let lines: string[];
	let taps: CallTaps;
	beforeEach(() => {
		nowMs = 0;
		changes = [];
		lines = [];
		const log = pino({}, { write: (line) => void lines.push(line) });
		taps = new CallTaps(
			() => nowMs,
			() => changes.push(taps.active),
			log,
		);
	});

	it('hear everything with the time at which it is heard, the end once and last', () => {
		const tap = new RecordedTap();
		taps.add(tap);
		nowMs = 20;
		taps.callerAudio(samples(1, 2));
		taps.playedAudio(samples(1, 2, 3), 520);
		nowMs = 100;
		taps.cleared();
		nowMs = 200;
		taps.end();
		taps.end();
		taps.callerAudio(samples(1));
		expect(tap.heard).toEqual([
			['caller', 20, 4],
			['played', 520, 6],
			['cleared', 100],
			['end', 200],
		]);
	});

	it('are told of when the first comes and the last goes, and only then', () => {
		const [one, other] = [new RecordedTap(), new RecordedTap()];
		taps.add(one);
		taps.add(one);
		taps.add(other);
		taps.remove(one);
		taps.remove(one);
		taps.remove(other);
		taps.remove(other);
		expect(changes).toEqual([true, false]);
		taps.callerAudio(samples(1));
		expect(one.heard).toEqual([]);
	});

	it('hear of the end also when they come after it', () => {
		taps.end();
		const tap = new RecordedTap();
		taps.add(tap);
		expect(tap.heard).toEqual([['end', 0]]);
		expect(taps.active).toBe(false);
	});

	it('that throw are taken out, and the others go on', () => {
		const [good, bad] = [new RecordedTap(), new RecordedTap()];
		bad.onCallerAudio = () => {
			throw new Error('disk full');
		};
		taps.add(bad);
		taps.add(good);
		taps.callerAudio(samples(1));
		taps.callerAudio(samples(1));
		expect(good.heard).toHaveLength(2);
		expect(lines).toHaveLength(1);
		taps.remove(good);
		expect(taps.active).toBe(false);
	});

	describe('and levels', () => {
		it('are none while nobody hears along', () => {
			taps.callerAudio(samples(1000));
			expect(taps.levels()).toEqual({ callerLevel: null, agentLevel: null });
			const tap = new RecordedTap();
			taps.add(tap);
			expect(taps.levels()).toEqual({ callerLevel: 0, agentLevel: 0 });
			taps.remove(tap);
			expect(taps.levels()).toEqual({ callerLevel: null, agentLevel: null });
		});

		it('are the loudest samples since the last time, of the agent those that are heard', () => {
			taps.add(new RecordedTap());
			taps.callerAudio(samples(100, -16_384, 3));
			taps.callerAudio(samples(8_192));
			taps.playedAudio(samples(-32_768), 0);
			taps.playedAudio(samples(16_384), 500);
			taps.playedAudio(samples(4_096), 900);
			expect(taps.levels()).toEqual({ callerLevel: 0.5, agentLevel: 1 });
			expect(taps.levels()).toEqual({ callerLevel: 0, agentLevel: 0 });
			nowMs = 600;
			expect(taps.levels()).toEqual({ callerLevel: 0, agentLevel: 0.5 });
			taps.cleared();
			nowMs = 1_000;
			expect(taps.levels()).toEqual({ callerLevel: 0, agentLevel: 0 });
		});
	});
});

import { LoopPlayer, type SoundOutput } from '../../src/call/loopPlayer';
import { loopOf } from '../../src/sound/loops';

/** Plays what it is given, in fake time. */
class StubOutput implements SoundOutput {
	heard = Buffer.alloc(0);
	aheadMs = 0;

	get outstandingMs(): number {
		return this.aheadMs;
	}

	play(samples: Buffer): void {
		this.heard = Buffer.concat([this.heard, samples]);
		this.aheadMs += samples.length / 32;
	}

	/** Time passes, a timer at a time. */
	pass(ms: number): void {
		for (let passed = 0; passed < ms; passed += 100) {
			this.aheadMs = Math.max(0, this.aheadMs - 100);
			jest.advanceTimersByTime(100);
		}
	}
}

describe('a sound in a loop', () => {
	let output: StubOutput;
	let player: LoopPlayer;
	beforeEach(() => {
		jest.useFakeTimers();
		output = new StubOutput();
		player = new LoopPlayer(output, 16_000);
	});
	afterEach(() => {
		player.stop();
		jest.useRealTimers();
	});

	it('begins at once, a second ahead at most, and goes on without a pause', () => {
		player.play('music');
		expect(output.aheadMs).toBe(1_000);
		for (let second = 0; second < 20; second++) {
			output.pass(1_000);
			expect(output.aheadMs).toBeLessThanOrEqual(1_000);
			expect(output.aheadMs).toBeGreaterThan(500);
		}
	});

	it('repeats the loop byte for byte', () => {
		player.play('filler');
		output.pass(10_000);
		const loop = loopOf('filler', 16_000);
		const expected = Buffer.concat(Array.from({ length: 10 }, () => loop));
		expect(output.heard.length).toBeGreaterThan(4 * loop.length);
		expect(output.heard.equals(expected.subarray(0, output.heard.length))).toBe(true);
	});

	it('waits for what the caller still has to hear', () => {
		output.aheadMs = 5_000;
		player.play('filler');
		output.pass(4_700);
		expect(output.heard.length).toBe(0);
		output.pass(1_000);
		expect(output.heard.length).toBeGreaterThan(0);
	});

	it('says when it is stopped whether some of it may be on its way', () => {
		output.aheadMs = 5_000;
		player.play('filler');
		expect(player.stop()).toBe(false);
		output.aheadMs = 0;
		player.play('filler');
		expect(player.stop()).toBe(true);
		expect(player.stop()).toBe(false);
		const { length } = output.heard;
		output.pass(5_000);
		expect(output.heard.length).toBe(length);
	});

	it('goes on when it is asked for again, and changes to another from its beginning', () => {
		player.play('filler');
		output.pass(1_000);
		const { length } = output.heard;
		player.play('filler');
		expect(output.heard.length).toBe(length);
		output.aheadMs = 0;
		player.play('music');
		const music = loopOf('music', 16_000);
		expect(output.heard.subarray(length).equals(music.subarray(0, 32_000))).toBe(true);
	});
});

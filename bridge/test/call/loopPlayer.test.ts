import { LoopPlayer, type SoundOutput } from '../../src/call/loopPlayer';
import { loopOf } from '../../src/sound/loops';

/** Plays what it is given, in fake time. */
class StubOutput implements SoundOutput {
	heard = Buffer.alloc(0);
	private endsAt = Number.NEGATIVE_INFINITY;

	get endsInMs(): number {
		return this.endsAt - performance.now();
	}

	get outstandingMs(): number {
		return Math.max(0, this.endsInMs);
	}

	get aheadMs(): number {
		return this.outstandingMs;
	}

	set aheadMs(aheadMs: number) {
		this.endsAt = performance.now() + aheadMs;
	}

	play(samples: Buffer): void {
		this.heard = Buffer.concat([this.heard, samples]);
		this.aheadMs += samples.length / 32;
	}

	/** Time passes, a timer at a time. */
	pass(ms: number): void {
		for (let passed = 0; passed < ms; passed += 100) jest.advanceTimersByTime(100);
	}
}

describe('a sound in a loop', () => {
	let output: StubOutput;
	let player: LoopPlayer;
	beforeEach(() => {
		jest.useFakeTimers();
		output = new StubOutput();
		player = new LoopPlayer(output, 16_000, (work) => work);
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

	it('waits for what the caller still has to hear, and a little more for the filler', () => {
		output.aheadMs = 5_000;
		player.play('filler');
		jest.advanceTimersByTime(5_299);
		expect(output.heard.length).toBe(0);
		jest.advanceTimersByTime(1);
		expect(output.heard.length).toBeGreaterThan(0);
	});

	it('waits longer when there is more to hear meanwhile', () => {
		output.aheadMs = 1_000;
		player.play('filler');
		jest.advanceTimersByTime(900);
		output.aheadMs = 1_000;
		jest.advanceTimersByTime(1_299);
		expect(player.stop()).toBe(false);
		expect(output.heard.length).toBe(0);
	});

	it('waits for no more than is left of that', () => {
		output.aheadMs = 100;
		jest.advanceTimersByTime(200);
		player.play('filler');
		jest.advanceTimersByTime(199);
		expect(output.heard.length).toBe(0);
		jest.advanceTimersByTime(1);
		expect(output.heard.length).toBeGreaterThan(0);
	});

	it('says when it is stopped whether some of it may be on its way', () => {
		output.aheadMs = 5_000;
		player.play('filler');
		expect(player.stop()).toBe(false);
		output.pass(5_300);
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

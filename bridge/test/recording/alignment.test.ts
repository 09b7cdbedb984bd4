import { expectSame, RecorderRun, silenceWith } from './support/recorderRun';
import { numbered } from './support/sounds';

// A loaded machine is slow, not broken.
jest.setTimeout(60_000);

/** Sends `sound` in frames of 20 ms; `delayMs` says how late each one is. */
function talk(
	run: RecorderRun,
	sound: Int16Array,
	firstAtMs: number,
	delayMs: (frame: number) => number = () => 0,
): void {
	const size = run.place(20);
	for (let frame = 0; frame * size < sound.length; frame++) {
		const piece = sound.subarray(frame * size, (frame + 1) * size);
		run.caller(piece, firstAtMs + 20 * (frame + 1) + delayMs(frame));
	}
}

describe.each([8_000, 16_000])('a recording at %i Hz', (sampleRate) => {
	let run: RecorderRun;
	beforeEach(() => (run = new RecorderRun(sampleRate)));
	afterEach(() => run.recorder.abandon());

	describe('the caller, on the left', () => {
		it('stands where it was spoken: until its arrival', () => {
			const sound = numbered(run.place(6_000));
			talk(run, sound, 0);
			const { left, right } = run.end(6_000);
			expectSame(left, sound);
			expectSame(right, new Int16Array(sound.length));
			expect(run.recorder.durationMs).toBe(6_000);
			expect(run.recorder.complete).toBe(true);
		});

		it('has no seam when frames arrive unevenly', () => {
			const sound = numbered(run.place(8_000));
			talk(run, sound, 0, (frame) => (frame * 13) % 80);
			expectSame(
				run.end(8_000).left.subarray(0, run.place(7_900)),
				sound.subarray(0, run.place(7_900)),
			);
		});

		it('is silent while nothing arrives', () => {
			const [first, second] = [numbered(run.place(500)), numbered(run.place(700), 50_000)];
			talk(run, first, 0);
			talk(run, second, 5_300);
			const { left } = run.end(7_000);
			expectSame(left, silenceWith(run.place(7_000), [0, first], [run.place(5_300), second]));
		});

		it('moves back to where it belongs when it was held up and comes at once', () => {
			const sound = numbered(run.place(6_000));
			// From the second on the network stands still for 1.7 s, and then everything arrives together.
			talk(run, sound, 0, (frame) => Math.max(0, frame >= 50 ? 2_700 - 20 * (frame + 1) : 0));
			expectSame(run.end(6_000).left, sound);
			expect(run.recorder.complete).toBe(true);
		});

		it('has no seam where it was held up, although all came a little late before', () => {
			const sound = numbered(run.place(4_000));
			talk(run, sound, 0, (frame) => {
				if (frame === 0) return 0;
				return frame < 100 ? 60 : Math.max(0, 2_300 - 20 * (frame + 1));
			});
			expectSame(run.end(4_000).left, sound);
		});

		it('moves back when the first frame after a pause was late', () => {
			const [first, second] = [numbered(run.place(400)), numbered(run.place(1_000), 9_000)];
			talk(run, first, 0);
			talk(run, second, 2_000, (frame) => (frame === 0 ? 15 : 0));
			expectSame(
				run.end(4_000).left,
				silenceWith(run.place(4_000), [0, first], [run.place(2_000), second]),
			);
		});

		it('loses what has no place any more, says so, and goes on aligned', () => {
			const sound = numbered(run.place(1_000));
			talk(run, sound, 0);
			// Six seconds arrive at once after six seconds of nothing: only the last three can still be placed.
			const late = numbered(run.place(6_000), 20_000);
			talk(run, late, 1_000, (frame) => 6_000 - 20 * (frame + 1));
			const next = numbered(run.place(1_000), 30_000);
			talk(run, next, 10_000);
			const { left } = run.end(11_000);
			expect(run.recorder.lostSound).toBe(true);
			expect(run.recorder.complete).toBe(false);
			expectSame(left.subarray(0, run.place(1_000)), sound);
			expectSame(left.subarray(run.place(10_000)), next);
		});

		it.each([
			['fast', 0.999],
			['slow', 1.001],
		])('keeps to the clock when that of the caller is %s', (_, pace) => {
			const size = run.place(20);
			const frames = 15_000;
			for (let frame = 0; frame < frames; frame++) {
				const marked = new Int16Array(size).fill(1 + frame);
				run.caller(marked, 20 * pace * (frame + 1));
			}
			const endMs = 20 * pace * frames;
			const { left } = run.end(endMs);
			let worstMs = 0;
			let heard = 0;
			for (let at = 0, last = 0; at < left.length; at++) {
				const frame = (left[at] as number) - 1;
				if (frame < 0 || frame === last) continue;
				last = frame;
				heard += 1;
				worstMs = Math.max(worstMs, Math.abs((1000 * at) / sampleRate - 20 * pace * frame));
			}
			expect(worstMs).toBeLessThan(125);
			// A fast clock has 300 ms too much in five minutes, and that is all that is left out.
			expect(heard).toBeGreaterThan(frames - 20);
			expect(run.recorder.complete).toBe(true);
		});
	});

	describe('the agent, on the right', () => {
		it('stands where it is heard, although it was sent long before', () => {
			const sound = numbered(run.place(9_000));
			const size = run.place(137);
			for (let at = 0; at < sound.length; at += size) {
				const playsAtMs = 250 + (1000 * at) / sampleRate;
				run.agent(sound.subarray(at, at + size), 250 + at / sound.length, playsAtMs);
			}
			const { left, right } = run.end(10_000);
			expectSame(right, silenceWith(run.place(10_000), [run.place(250), sound]));
			expectSame(left, new Int16Array(right.length));
		});

		it('ends at a barge-in to the sample, and goes on with what comes after it', () => {
			const [first, second] = [numbered(run.place(15_000)), numbered(run.place(500), 77)];
			run.agent(first, 1_000, 1_000);
			run.clear(7_123);
			run.agent(second, 7_400, 7_400);
			const { right } = run.end(9_000);
			const heard = first.subarray(0, run.place(7_123) - run.place(1_000));
			expectSame(
				right,
				silenceWith(run.place(9_000), [run.place(1_000), heard], [run.place(7_400), second]),
			);
		});

		it('begins at once after a barge-in, over what was there', () => {
			const [first, second] = [numbered(run.place(3_000)), numbered(run.place(3_000), 500)];
			run.agent(first, 0, 0);
			run.clear(1_000);
			run.agent(second, 1_000, 1_000);
			expectSame(
				run.end(4_000).right,
				silenceWith(
					run.place(4_000),
					[0, first.subarray(0, run.place(1_000))],
					[run.place(1_000), second],
				),
			);
		});

		it('may be interrupted when nothing is to be heard', () => {
			run.clear(500);
			const sound = numbered(run.place(100));
			run.agent(sound, 600, 600);
			run.clear(1_500);
			expectSame(run.end(2_000).right, silenceWith(run.place(2_000), [run.place(600), sound]));
		});

		it('has no clicks when frames that follow on each other are a little late', () => {
			const sound = numbered(run.place(2_000));
			const size = run.place(20);
			for (let frame = 0; frame * size < sound.length; frame++) {
				const piece = sound.subarray(frame * size, (frame + 1) * size);
				run.agent(piece, 20 * frame, 20 * frame + (frame % 5) * 3);
			}
			expectSame(run.end(2_000).right, sound);
		});

		it('is believed when it is said to be heard earlier than it could be', () => {
			const [first, second] = [numbered(run.place(2_000)), numbered(run.place(300), 40)];
			run.agent(first, 0, 0);
			run.agent(second, 500, 500);
			const { right } = run.end(1_000);
			expectSame(right.subarray(0, run.place(500)), first.subarray(0, run.place(500)));
			expectSame(right.subarray(run.place(500), run.place(800)), second);
			expectSame(right.subarray(run.place(800)), new Int16Array(run.place(200)));
		});

		it('is cut where the call ends: nobody heard the rest', () => {
			const sound = numbered(run.place(20_000));
			run.agent(sound, 0, 0);
			expectSame(run.end(4_321).right, sound.subarray(0, run.place(4_321)));
		});

		it('says so when it is further ahead than can be kept', () => {
			run.agent(numbered(run.place(1_000)), 0, 59_500);
			run.end(1_000);
			expect(run.recorder.complete).toBe(false);
		});
	});

	it('holds both sides against each other', () => {
		const [question, answer] = [numbered(run.place(1_000)), numbered(run.place(2_000), 12)];
		talk(run, question, 500);
		run.agent(answer, 1_600, 1_600);
		const { left, right } = run.end(5_000);
		expectSame(left, silenceWith(run.place(5_000), [run.place(500), question]));
		expectSame(right, silenceWith(run.place(5_000), [run.place(1_600), answer]));
	});

	it('is cut off at its longest length, and hears nothing more', () => {
		run.recorder.abandon();
		run = new RecorderRun(sampleRate, 4_500);
		const sound = numbered(run.place(20_000));
		talk(run, sound, 0);
		expect(run.cutOffs).toBe(1);
		expect(run.sink.ends).toBe(1);
		expectSame(run.end(20_000).left, sound.subarray(0, run.place(4_500)));
		expect(run.sink.ends).toBe(1);
		expect(run.recorder.complete).toBe(false);
	});

	it('passes on at most a second at a time, and all but three seconds as the call goes on', () => {
		talk(run, numbered(run.place(10_000)), 0);
		expect(run.sink.blocks.map((block) => block.length)).toEqual(
			Array(run.sink.blocks.length).fill(2 * run.place(1_000)),
		);
		expect(run.sink.blocks.length).toBe(7);
	});

	it('needs no more memory for hours than for a minute', () => {
		const frame = numbered(run.place(20));
		const reply = numbered(run.place(5_000));
		for (let ms = 20; ms <= 2 * 3_600_000; ms += 20) {
			run.caller(frame, ms);
			if (ms % 10_000 === 0) run.agent(reply, ms, ms);
			run.sink.blocks.length = 0;
		}
		expect(run.recorder.heldBytes).toBeLessThanOrEqual(2 * 131_072 * 2);
	});
});

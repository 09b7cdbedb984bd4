import fc from 'fast-check';
import { SoundTrack } from '../../src/recording/sound/soundTrack';
import { expectSame } from './support/recorderRun';
import { numbered, pcmOf } from './support/sounds';

// A loaded machine is slow, not broken.
jest.setTimeout(60_000);

/** What may happen to a track; places are relative to its first sample. */
const steps = fc.array(
	fc.oneof(
		fc.record({ do: fc.constant('write'), place: fc.nat(90_000), count: fc.nat(700) }),
		fc.record({ do: fc.constant('cut'), place: fc.nat(100_000), count: fc.constant(0) }),
		fc.record({ do: fc.constant('pull'), place: fc.nat(90_000), count: fc.nat(3_000) }),
		fc.record({ do: fc.constant('take'), place: fc.constant(0), count: fc.nat(70_000) }),
	),
	{ maxLength: 40 },
);

describe('a track', () => {
	it('is the same as a plain array, whatever happens to it', () => {
		fc.assert(
			fc.property(steps, (taken) => {
				const track = new SoundTrack(120_000);
				const plain = new Map<number, number>();
				let written = 0;
				for (const { do: what, place, count } of taken) {
					const at = track.start + place;
					if (what === 'write') {
						const samples = numbered(count, (written += 7));
						expect(track.write(at, pcmOf(samples))).toBe(true);
						samples.forEach((sample, index) => plain.set(at + index, sample));
					} else if (what === 'cut') {
						track.cut(at);
						for (const key of plain.keys()) if (key >= at) plain.delete(key);
					} else if (what === 'pull') {
						const by = Math.min(count, place);
						if (at > track.end) continue;
						track.pull(at, by);
						const moved = [...plain].filter(([key]) => key >= at);
						for (const key of plain.keys()) if (key >= at - by) plain.delete(key);
						for (const [key, sample] of moved) plain.set(key - by, sample);
					} else {
						const block = new Int16Array(2 * count);
						const { start } = track;
						track.take(block, 1, count);
						const expected = new Int16Array(2 * count);
						for (const [key, sample] of plain) {
							if (key >= start + count) continue;
							expected[2 * (key - start) + 1] = sample;
							plain.delete(key);
						}
						expectSame(block, expected);
						expect(track.start).toBe(start + count);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	it('refuses what reaches too far ahead, and keeps what it has', () => {
		const track = new SoundTrack(1_000);
		expect(track.write(0, pcmOf(numbered(10)))).toBe(true);
		expect(track.write(991, pcmOf(numbered(10)))).toBe(false);
		const block = new Int16Array(2_000);
		track.take(block, 0, 1_000);
		expect([...block].filter((sample) => sample !== 0)).toEqual([...numbered(10)]);
	});

	it('leaves half a sample at the end of a piece alone', () => {
		const track = new SoundTrack(1_000);
		track.write(0, Buffer.concat([pcmOf([1, 2]), Buffer.from([3])]));
		expect(track.end).toBe(2);
	});
});

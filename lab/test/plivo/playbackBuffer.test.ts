import * as fc from 'fast-check';
import { PlaybackBuffer } from '../../src/plivo/playbackBuffer';

const FRAME = 160;

function ramp(length: number, from = 1): Int16Array {
	return Int16Array.from({ length }, (_, i) => (from + i) % 30_000);
}

describe('PlaybackBuffer', () => {
	it('plays every sample once and in order, whatever the chunks', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 20 }), (lengths) => {
				const buffer = new PlaybackBuffer(8000);
				let total = 0;
				for (const length of lengths) {
					expect(buffer.push(ramp(length, total + 1))).toBe(0);
					total += length;
				}
				const played: number[] = [];
				for (;;) {
					const frame = buffer.next(FRAME);
					if (!frame) break;
					expect(frame).toHaveLength(FRAME);
					played.push(...frame);
				}
				expect(played.slice(0, total)).toEqual([...ramp(total)]);
				expect(played.slice(total).every((sample) => sample === 0)).toBe(true);
				expect(buffer.queuedMs).toBe(0);
			}),
		);
	});

	it('reports checkpoints as soon as the audio before them was played', () => {
		const buffer = new PlaybackBuffer(8000);
		buffer.checkpoint('start');
		buffer.push(ramp(FRAME));
		buffer.checkpoint('middle');
		buffer.push(ramp(FRAME + 1));
		buffer.checkpoint('end');
		expect(buffer.reached()).toEqual(['start']);
		buffer.next(FRAME);
		expect(buffer.reached()).toEqual(['middle']);
		buffer.next(FRAME);
		expect(buffer.reached()).toEqual([]);
		buffer.next(FRAME);
		expect(buffer.reached()).toEqual(['end']);
	});

	it('forgets on clear, but not where checkpoints are', () => {
		const buffer = new PlaybackBuffer(8000);
		buffer.push(ramp(1000));
		buffer.next(FRAME);
		buffer.checkpoint('lost');
		expect(buffer.clear()).toEqual(['lost']);
		expect(buffer.next(FRAME)).toBeUndefined();
		buffer.push(ramp(FRAME));
		buffer.checkpoint('kept');
		expect(buffer.reached()).toEqual([]);
		expect(buffer.next(FRAME)).toEqual(ramp(FRAME));
		expect(buffer.reached()).toEqual(['kept']);
	});

	it('holds 40 seconds', () => {
		const buffer = new PlaybackBuffer(8000);
		expect(buffer.push(ramp(8000 * 39))).toBe(0);
		expect(buffer.push(ramp(8000 * 2))).toBe(8000);
		expect(buffer.fill).toBe(1);
		expect(buffer.push(ramp(1))).toBe(1);
		buffer.next(FRAME);
		expect(buffer.push(ramp(FRAME + 1))).toBe(1);
	});
});

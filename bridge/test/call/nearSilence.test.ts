import { isNearSilence, quietAtEnd } from '../../src/call/nearSilence';

/** Bytes of 10 ms at 16 kHz. */
const WINDOW = 320;

/** So many bytes of s16le audio of one level, whose sign alternates as that of sound does. */
const sound = (bytes: number, level: number): Buffer => {
	const pcm = Buffer.alloc(bytes);
	for (let index = 0; index < bytes; index += 2) {
		pcm.writeInt16LE(index % 4 === 0 ? level : -level, index);
	}
	return pcm;
};

describe('silence', () => {
	it.each([
		[0, true],
		[1, true],
		[255, true],
		[256, false],
		[2_000, false],
		[32_767, false],
	])('of a mean level of %i: %s', (level, silent) => {
		expect(isNearSilence(sound(WINDOW, level))).toBe(silent);
	});

	it('is not the lowest sample there is', () => {
		const pcm = Buffer.alloc(2);
		pcm.writeInt16LE(-32_768);
		expect(isNearSilence(pcm)).toBe(false);
	});

	it('is judged by the whole: one click is none', () => {
		const pcm = sound(WINDOW, 0);
		pcm.writeInt16LE(32_767, 100);
		expect(isNearSilence(pcm)).toBe(true);
		expect(isNearSilence(pcm, 100, 102)).toBe(false);
	});

	it('is looked for in a part only', () => {
		const pcm = Buffer.concat([sound(WINDOW, 2_000), sound(WINDOW, 0), sound(WINDOW, 2_000)]);
		expect(isNearSilence(pcm, WINDOW, 2 * WINDOW)).toBe(true);
		expect(isNearSilence(pcm, WINDOW)).toBe(false);
		expect(isNearSilence(pcm, 0, 2 * WINDOW)).toBe(false);
	});
});

describe('silence after the last speech', () => {
	const speech = sound(3 * WINDOW, 2_000);

	it.each([
		['after speech', Buffer.concat([speech, sound(2 * WINDOW, 1)]), 2 * WINDOW],
		['in the middle of speech', Buffer.concat([speech, sound(WINDOW, 1), speech]), 0],
		['before speech', Buffer.concat([sound(WINDOW, 1), speech]), 0],
		['alone', sound(2 * WINDOW + 100, 1), 2 * WINDOW + 100],
		['that is not there', Buffer.alloc(0), 0],
	])('%s', (_what, pcm, bytes) => {
		expect(quietAtEnd(pcm)).toBe(bytes);
	});

	it('is counted in steps of 10 ms from the end', () => {
		const pcm = Buffer.concat([speech, sound(WINDOW + 100, 0)]);
		expect(quietAtEnd(pcm)).toBe(WINDOW);
	});
});

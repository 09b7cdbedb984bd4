import { decodeMulaw, encodeMulaw, MULAW_SILENCE } from '../../src/audio/mulaw';

/**
 * G.711 table 2a on the 16-bit scale: the output value of each interval of one sign and the
 * smallest sample of it. Steps double from segment to segment; the first interval is half a step.
 */
function g711Intervals(): Array<{ code: number; from: number; value: number }> {
	const intervals = [{ code: 0, from: 0, value: 0 }];
	let from = 4;
	for (let segment = 0; segment < 8; segment++) {
		const step = 8 << segment;
		for (let index = segment === 0 ? 1 : 0; index < 16; index++) {
			intervals.push({ code: segment * 16 + index, from, value: from + step / 2 });
			from += step;
		}
	}
	return intervals;
}

const ALL_CODES = Uint8Array.from({ length: 256 }, (_, code) => code);
const ALL_SAMPLES = Int16Array.from({ length: 65536 }, (_, i) => i - 32768);

it('decodes every code to the value G.711 gives it', () => {
	const decoded = decodeMulaw(ALL_CODES);
	for (const { code, value } of g711Intervals()) {
		expect([code, decoded[0xff - code]]).toEqual([code, value]);
		expect([code, decoded[0x7f - code]]).toEqual([code, value === 0 ? 0 : -value]);
	}
	expect(Math.max(...decoded)).toBe(32124);
});

it('encodes every sample to the interval of G.711 it lies in', () => {
	const intervals = g711Intervals();
	const encoded = encodeMulaw(ALL_SAMPLES);
	const wrong: number[] = [];
	ALL_SAMPLES.forEach((sample, i) => {
		const interval = intervals.findLast(({ from }) => from <= Math.abs(sample));
		const expected = (sample < 0 ? 0x7f : 0xff) - (interval?.code ?? NaN);
		if (encoded[i] !== expected) wrong.push(sample);
	});
	expect(wrong).toEqual([]);
});

it('gives every code back after decoding, but the second zero', () => {
	const again = encodeMulaw(decodeMulaw(ALL_CODES));
	expect(again[0x7f]).toBe(0xff);
	again[0x7f] = 0x7f;
	expect(again).toEqual(ALL_CODES);
});

it('is monotonic', () => {
	const coded = decodeMulaw(encodeMulaw(ALL_SAMPLES));
	expect(coded.every((sample, i) => i === 0 || sample >= (coded[i - 1] as number))).toBe(true);
	expect(new Set(coded).size).toBe(255);
});

it('codes silence as 0xff', () => {
	expect([...encodeMulaw(Int16Array.of(0))]).toEqual([MULAW_SILENCE]);
	expect([...decodeMulaw(Uint8Array.of(MULAW_SILENCE))]).toEqual([0]);
});

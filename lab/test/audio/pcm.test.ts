import fc from 'fast-check';
import { bytesToSamples, frameBytes, samplesToBytes, splitFrames } from '../../src/audio/pcm';
import { FORMATS } from './telephoneLine';

it('writes samples as little-endian L16', () => {
	expect(samplesToBytes(Int16Array.of(1, -2, 0x1234))).toEqual(
		Buffer.from([0x01, 0x00, 0xfe, 0xff, 0x34, 0x12]),
	);
});

it('reads at odd offsets what it wrote', () => {
	fc.assert(
		fc.property(fc.int16Array(), fc.boolean(), (samples, odd) => {
			const padding = Buffer.alloc(odd ? 1 : 2);
			const bytes = Buffer.concat([padding, samplesToBytes(samples)]).subarray(padding.length);
			expect(bytesToSamples(bytes)).toEqual(samples);
		}),
	);
});

it('refuses half a sample', () => {
	expect(() => bytesToSamples(Buffer.alloc(3))).toThrow(RangeError);
});

it('knows the frame sizes of the three formats of AudioStream', () => {
	expect(FORMATS.map(frameBytes)).toEqual([640, 320, 160]);
});

it.each(FORMATS)('splits $encoding at $sampleRate Hz into 20 ms frames', (format) => {
	const size = frameBytes(format);
	const silence = format.encoding === 'audio/x-mulaw' ? 0xff : 0;
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 3 * size }), (audio) => {
			const frames = splitFrames(audio, format);
			expect(frames.every((frame) => frame.length === size)).toBe(true);
			expect(frames.length).toBe(Math.ceil(audio.length / size));
			const joined = Buffer.concat(frames);
			expect(joined.subarray(0, audio.length).equals(audio)).toBe(true);
			expect(joined.subarray(audio.length).every((byte) => byte === silence)).toBe(true);
		}),
	);
});

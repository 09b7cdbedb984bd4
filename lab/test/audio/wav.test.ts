import fc from 'fast-check';
import { samplesToBytes } from '../../src/audio/pcm';
import { decodeWav, encodeWav, wavHeader } from '../../src/audio/wav';

const SAMPLES = Int16Array.of(1, -1, 32767, -32768);

it('writes the canonical header of mono 16-bit PCM', () => {
	expect(wavHeader(8, 16000).toString('hex')).toBe(
		[
			'52494646' + '2c000000' + '57415645', // RIFF, 44 bytes follow, WAVE
			'666d7420' + '10000000' + '0100' + '0100', // fmt, 16 bytes, PCM, one channel
			'803e0000' + '007d0000' + '0200' + '1000', // 16000 Hz, 32000 bytes/s, 2 bytes, 16 bits
			'64617461' + '08000000', // data, 8 bytes
		].join(''),
	);
});

it('reads what it wrote', () => {
	fc.assert(
		fc.property(fc.int16Array(), fc.constantFrom(8000, 16000, 22050), (samples, sampleRate) => {
			expect(decodeWav(encodeWav({ sampleRate, samples }))).toEqual({ sampleRate, samples });
		}),
	);
});

it('reads a file from a pipe: unknown length, cut inside a sample', () => {
	const file = Buffer.concat([wavHeader(0x7ffff000, 22050), samplesToBytes(SAMPLES), Buffer.of(9)]);
	expect(decodeWav(file)).toEqual({ sampleRate: 22050, samples: SAMPLES });
});

it('passes over chunks it does not know, also of odd length', () => {
	const file = encodeWav({ sampleRate: 8000, samples: SAMPLES });
	const extra = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
	const longer = Buffer.concat([file.subarray(0, 36), extra, file.subarray(36)]);
	expect(decodeWav(longer)).toEqual({ sampleRate: 8000, samples: SAMPLES });
});

it('refuses what is not mono 16-bit PCM', () => {
	const stereo = encodeWav({ sampleRate: 8000, samples: SAMPLES });
	stereo.writeUInt16LE(2, 22);
	expect(() => decodeWav(stereo)).toThrow('not one channel');
	expect(() => decodeWav(Buffer.from('an MP3 perhaps'))).toThrow('not a WAV file');
	expect(() => decodeWav(wavHeader(0, 8000).subarray(0, 36))).toThrow('no sound');
});

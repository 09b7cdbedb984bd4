import {
	isStreamContentType,
	parseContentType,
	STREAM_CONTENT_TYPES,
} from '../../../nodes/shared/audioFormat';

describe('parseContentType', () => {
	it.each([
		['audio/x-l16;rate=16000', { encoding: 'audio/x-l16', sampleRate: 16000, bytesPerFrame: 640 }],
		['audio/x-l16;rate=8000', { encoding: 'audio/x-l16', sampleRate: 8000, bytesPerFrame: 320 }],
		[
			'audio/x-mulaw;rate=8000',
			{ encoding: 'audio/x-mulaw', sampleRate: 8000, bytesPerFrame: 160 },
		],
	])('reads %s', (contentType, format) => {
		expect(parseContentType(contentType)).toEqual(format);
		expect(isStreamContentType(contentType)).toBe(true);
	});

	it('gives frames of 20 ms', () => {
		for (const contentType of STREAM_CONTENT_TYPES) {
			const { encoding, sampleRate, bytesPerFrame } = parseContentType(contentType);
			const bytesPerSample = encoding === 'audio/x-l16' ? 2 : 1;
			expect(bytesPerFrame).toBe(sampleRate * bytesPerSample * 0.02);
		}
	});

	it('gives a format of its own each time', () => {
		parseContentType('audio/x-l16;rate=16000').bytesPerFrame = 0;
		expect(parseContentType('audio/x-l16;rate=16000').bytesPerFrame).toBe(640);
	});

	it.each(['', 'audio/x-l16', 'audio/x-l16;rate=24000', 'audio/x-l16; rate=16000', 'toString'])(
		'refuses %p and names what there is',
		(contentType) => {
			expect(isStreamContentType(contentType)).toBe(false);
			expect(() => parseContentType(contentType)).toThrow(/audio\/x-l16;rate=16000/);
		},
	);
});

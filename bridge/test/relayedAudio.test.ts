import type { StreamContentType } from '../../nodes/shared/audioFormat';
import { decodeMulaw, encodeMulaw } from '../src/plivo/mulaw';
import { distinctBytes, framesOf } from './audioSamples';
import { eventually } from './eventually';
import { TestBench } from './testBench';

interface FormatCase {
	contentType: StreamContentType;
	encoding: string;
	sampleRate: number;
	frameBytes: number;
	toAgent: (audio: Buffer) => Buffer;
	toCaller: (pcm: Buffer) => Buffer;
}

const same = (audio: Buffer) => audio;
const FORMATS: FormatCase[] = [
	{
		contentType: 'audio/x-l16;rate=16000',
		encoding: 'audio/x-l16',
		sampleRate: 16000,
		frameBytes: 640,
		toAgent: same,
		toCaller: same,
	},
	{
		contentType: 'audio/x-l16;rate=8000',
		encoding: 'audio/x-l16',
		sampleRate: 8000,
		frameBytes: 320,
		toAgent: same,
		toCaller: same,
	},
	{
		contentType: 'audio/x-mulaw;rate=8000',
		encoding: 'audio/x-mulaw',
		sampleRate: 8000,
		frameBytes: 160,
		toAgent: decodeMulaw,
		toCaller: encodeMulaw,
	},
];

describe.each(['own', 'ws'] as const)('relayed audio, frames by %s', (path) => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ frames: { path } });
	});
	afterEach(async () => await bench.close());

	it.each(FORMATS)('P2.12 $contentType reaches the agent byte for byte', async (format) => {
		const { plivo, agent } = await bench.call({ contentType: format.contentType });
		const audio = distinctBytes(format.frameBytes * 50);
		for (const frame of framesOf(audio, format.frameBytes)) plivo.media(frame);
		const expected = format.toAgent(audio);
		await eventually('all audio arrives', () => agent.heard.length >= expected.length);
		expect(agent.heard.equals(expected)).toBe(true);
	});

	it.each(FORMATS)('P2.12 $contentType reaches the caller byte for byte', async (format) => {
		const { plivo, agent } = await bench.call({ contentType: format.contentType });
		const pcm = distinctBytes(20_000);
		for (const chunk of framesOf(pcm, 998)) agent.speak(chunk);
		const expected = format.toCaller(pcm);
		await eventually('all audio arrives', () => plivo.heard.length >= expected.length);
		expect(plivo.heard.equals(expected)).toBe(true);
		for (const media of plivo.mediaOf()) {
			expect(media).toMatchObject({ contentType: format.encoding, sampleRate: format.sampleRate });
		}
	});

	it.each(FORMATS)('keeps samples whole when chunks are odd: $contentType', async (format) => {
		const { plivo, agent } = await bench.call({ contentType: format.contentType });
		const pcm = distinctBytes(6_006);
		for (const chunk of framesOf(pcm, 333)) agent.speak(chunk);
		const expected = format.toCaller(pcm);
		await eventually('all audio arrives', () => plivo.heard.length >= expected.length);
		expect(plivo.heard.equals(expected)).toBe(true);
		const sampleBytes = format.encoding === 'audio/x-mulaw' ? 1 : 2;
		for (const { payload } of plivo.mediaOf()) {
			expect(Buffer.from(payload, 'base64').length % sampleBytes).toBe(0);
		}
	});

	it('cuts long audio into playAudio messages of at most 16 KB of base64', async () => {
		const { plivo, agent } = await bench.call();
		const pcm = distinctBytes(100_000);
		agent.speak(pcm);
		await eventually('all audio arrives', () => plivo.heard.length >= pcm.length);
		expect(plivo.heard.equals(pcm)).toBe(true);
		expect(Math.max(...plivo.mediaOf().map(({ payload }) => payload.length))).toBe(16_384);
	});

	it('keeps what the caller says while the agent is dialled, in order', async () => {
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		const audio = distinctBytes(640 * 20);
		plivo.start({ callId: claims.callUuid });
		for (const frame of framesOf(audio, 640)) plivo.media(frame);
		const agent = await bench.agent.connected();
		await eventually('all audio arrives', () => agent.heard.length >= audio.length);
		expect(agent.heard.equals(audio)).toBe(true);
	});

	it('negotiates compression with neither side', async () => {
		const { plivo, agent } = await bench.call();
		expect(plivo.extensions).toBe('');
		expect(agent.headers['sec-websocket-extensions']).toBeUndefined();
	});

	it('fills a gap in the media with silence and goes on with the caller', async () => {
		const gaps = await TestBench.start({ frames: { path }, limits: { mediaGapMs: 100 } });
		try {
			const { plivo, agent } = await gaps.call();
			await eventually('silence arrives', () => agent.audio.length >= 12);
			expect(agent.audio.every((frame) => frame.equals(Buffer.alloc(640)))).toBe(true);
			const speech = distinctBytes(640);
			plivo.media(speech);
			await eventually('speech arrives', () => agent.audio.some((frame) => frame.equals(speech)));
		} finally {
			await gaps.close();
		}
	});

	it('sends no silence of its own while media comes', async () => {
		const gaps = await TestBench.start({ frames: { path }, limits: { mediaGapMs: 2_000 } });
		try {
			const { plivo, agent } = await gaps.call();
			const audio = distinctBytes(640 * 30);
			for (const frame of framesOf(audio, 640)) {
				plivo.media(frame);
				await new Promise((resolve) => setImmediate(resolve));
			}
			await eventually('all audio arrives', () => agent.heard.length >= audio.length);
			expect(agent.heard.equals(audio)).toBe(true);
		} finally {
			await gaps.close();
		}
	});
});

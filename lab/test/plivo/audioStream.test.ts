import { decodeMulaw } from '../../src/audio/mulaw';
import { bytesToSamples } from '../../src/audio/pcm';
import { encodeUtterance, UtteranceDecoder } from '../../src/audio/utterance';
import type { StreamMessage } from './customer';
import { PhoneLab, until } from './phoneLab';
import { acceptsUpgrade } from './signatureOracle';
import type { ConnectOptions, ConnectedStream } from './streamLab';
import { connectStream, playAudio, playLong } from './streamLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

async function connected(options?: ConnectOptions): Promise<ConnectedStream> {
	const stream = await connectStream(options);
	lab = stream.lab;
	return stream;
}

const FORMATS = [
	['audio/x-l16;rate=16000', 'audio/x-l16', 16000, 640],
	['audio/x-l16;rate=8000', 'audio/x-l16', 8000, 320],
	['audio/x-mulaw;rate=8000', 'audio/x-mulaw', 8000, 160],
] as const;

interface MediaEvent extends StreamMessage {
	media: { payload: string; chunk: number | string; timestamp: string; track: string };
}

describe('a stream (plivo.md §8)', () => {
	it.each(FORMATS)(
		'carries speech both ways as %s',
		async (contentType, encoding, sampleRate, bytesPerFrame) => {
			lab = await PhoneLab.start();
			lab.answerWith(
				`<Stream bidirectional="true" keepCallAlive="true" contentType="${contentType}">${lab.customer.wsUrl}/stream</Stream>`,
			);
			const call = lab.call();
			const peer = await lab.customer.nextStream();
			expect(await peer.waitForEvent('start')).toEqual({
				event: 'start',
				sequenceNumber: 1,
				start: {
					callId: call.uuid,
					streamId: expect.any(String) as string,
					accountId: 'MALABPHONE0000000000',
					tracks: ['inbound'],
					mediaFormat: { encoding, sampleRate },
				},
				extra_headers: '',
			});
			const decoder = new UtteranceDecoder(sampleRate);
			const frames: Buffer[] = [];
			peer.socket.on('message', (data: Buffer) => {
				const message = JSON.parse(data.toString()) as MediaEvent;
				if (message.event !== 'media') return;
				const bytes = Buffer.from(message.media.payload, 'base64');
				frames.push(bytes);
				decoder.push(encoding === 'audio/x-mulaw' ? decodeMulaw(bytes) : bytesToSamples(bytes));
			});
			await call.say('Grüezi, agent');
			await until(() => decoder.heard.length > 0);
			expect(decoder.heard).toEqual([
				expect.objectContaining({ text: 'Grüezi, agent', complete: true }),
			]);
			expect(new Set(frames.map(({ length }) => length))).toEqual(new Set([bytesPerFrame]));
			peer.send(playAudio(encodeUtterance('Grüezi, caller', sampleRate), encoding, sampleRate));
			expect(await call.waitForHeard(/Grüezi/)).toMatchObject({
				text: 'Grüezi, caller',
				complete: true,
			});
			expect(lab.unknownFields()).toEqual([]);
			expect(call.streams[0]?.counts).toMatchObject({ connects: 1, playAudio: 1, dropped: 0 });
		},
	);

	it('sends silence too, numbered without gaps', async () => {
		const { peer, streamId } = await connected();
		const media = (await peer.waitForCount('media', 10)) as MediaEvent[];
		expect(media.map((message) => message.media.chunk)).toEqual(media.map((_, index) => index + 1));
		expect(media.map((message) => message.sequenceNumber)).toEqual(
			media.map((_, index) => index + 2),
		);
		expect(media[0]).toEqual({
			event: 'media',
			sequenceNumber: 2,
			streamId,
			media: {
				track: 'inbound',
				timestamp: expect.stringMatching(/^\d{13}$/) as string,
				chunk: 1,
				payload: Buffer.alloc(640).toString('base64'),
			},
			extra_headers: '',
		});
	});

	it('signs the upgrade over the http form of the URL, query included', async () => {
		await connected();
		const [upgrade] = lab.customer.upgrades;
		expect(upgrade?.url).toBe('/stream?a=1&b=2');
		const host = lab.customer.url.replace('http://', '');
		const accepted = ['http', 'https', 'ws', 'wss'].filter((scheme) =>
			acceptsUpgrade(`${scheme}://${host}/stream?a=1&b=2`, upgrade?.headers ?? {}),
		);
		expect(accepted).toEqual(['http']);
		expect(upgrade?.headers['x-plivo-signature-ma-v3']).toBe(
			upgrade?.headers['x-plivo-signature-v3'],
		);
	});

	it('sends the keys the caller presses', async () => {
		const { peer, call, streamId } = await connected();
		await call.press('1#');
		await peer.waitForCount('dtmf', 2);
		expect(peer.of('dtmf').map(({ dtmf }) => dtmf)).toEqual([
			{ track: 'inbound', digit: '1', timestamp: expect.any(String) as string },
			{ track: 'inbound', digit: '#', timestamp: expect.any(String) as string },
		]);
		expect(peer.of('dtmf')[0]?.streamId).toBe(streamId);
	});

	it('lets the caller hear keys of the service', async () => {
		const { peer, call } = await connected();
		peer.send({ event: 'sendDTMF', dtmf: '123#' });
		await until(() => call.digitsHeard === '123#');
	});
});

describe('playing (plivo.md §8.2)', () => {
	it('reports a checkpoint when what came before it has been played', async () => {
		const { peer, call, streamId } = await connected();
		peer.send(playAudio(encodeUtterance('first sentence', 16000)));
		peer.send({ event: 'checkpoint', streamId, name: 'one' });
		peer.send(playAudio(encodeUtterance('second sentence', 16000)));
		peer.send({ event: 'checkpoint', streamId, name: 'two' });
		await peer.waitFor(({ name }) => name === 'one');
		expect(call.heard.map(({ text }) => text)).toEqual(['first sentence']);
		expect(await peer.waitFor(({ name }) => name === 'two')).toEqual({
			event: 'playedStream',
			sequenceNumber: expect.any(Number) as number,
			streamId,
			name: 'two',
		});
		expect(call.heard.map(({ text }) => text)).toEqual(['first sentence', 'second sentence']);
	});

	it('reports a checkpoint at once when nothing is to be played', async () => {
		const { peer, streamId } = await connected();
		peer.send({ event: 'checkpoint', streamId, name: 'empty' });
		expect(await peer.waitForEvent('playedStream')).toMatchObject({ name: 'empty' });
	});

	it('clears what was not played, and its checkpoints', async () => {
		const { peer, call, streamId } = await connected();
		peer.send(playAudio(encodeUtterance('this sentence is much too long to be heard', 16000)));
		peer.send({ event: 'checkpoint', streamId, name: 'never' });
		await until(() => call.person.ear.partialText().startsWith('this sen'));
		peer.send({ event: 'clearAudio', streamId });
		expect(await peer.waitForEvent('clearedAudio')).toEqual({
			event: 'clearedAudio',
			sequenceNumber: expect.any(Number) as number,
			streamId,
		});
		peer.send(playAudio(encodeUtterance('after', 16000)));
		peer.send({ event: 'checkpoint', streamId, name: 'last' });
		await peer.waitFor(({ name }) => name === 'last');
		expect(peer.of('playedStream').map(({ name }) => name)).toEqual(['last']);
		expect(call.heard).toEqual([
			expect.objectContaining({ complete: false }),
			expect.objectContaining({ complete: true, text: 'after' }),
		]);
	});

	it('loses what is beyond 40 seconds, and what is not played when the service leaves', async () => {
		const { peer, call } = await connected({ after: '<Speak>agent gone</Speak>' });
		playLong(peer, new Int16Array(16000 * 41));
		await until(() => call.streams[0]?.counts.playAudio === 82);
		// A frame or two may have been played meanwhile, which makes room.
		expect(call.streams[0]?.counts.overflow).toBeGreaterThan(8_000);
		peer.socket.close();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['agent gone']);
	});

	it.each([
		['a content type with a rate', { contentType: 'audio/x-l16;rate=16000' }],
		['another encoding', { contentType: 'audio/x-mulaw' }],
		['another rate', { sampleRate: 8000 }],
		['a rate in words', { sampleRate: '16000' }],
		['no payload', { payload: '' }],
		['a payload that is not base64', { payload: 'AAAA!' }],
		['half a sample', { payload: 'AAAA' }],
		['a WAV header', { payload: Buffer.from('RIFF0000WAVEfmt ').toString('base64') }],
	])('stays silent about %s', async (_what, media) => {
		const { peer, call, streamId } = await connected();
		const good = { contentType: 'audio/x-l16', sampleRate: 16000, payload: 'AAAAAA==' };
		peer.send({ event: 'playAudio', media: { ...good, ...media } });
		peer.send({ event: 'checkpoint', streamId, name: 'next' });
		await peer.waitForEvent('playedStream');
		expect(call.streams[0]?.counts).toMatchObject({ playAudio: 0, dropped: 1 });
		expect(lab.log.filter(({ kind }) => kind === 'dropped')).toHaveLength(1);
	});

	it.each([
		['a binary message', Buffer.from([1, 2, 3])],
		['a message that is not JSON', 'hello'],
		['a JSON array', '[]'],
		['an unknown event', '{"event":"media"}'],
		['a checkpoint without a name', '{"event":"checkpoint"}'],
		['an event for another stream', '{"event":"clearAudio","streamId":"x"}'],
		['keys that are none', '{"event":"sendDTMF","dtmf":"call me"}'],
		['more than 64 KB', JSON.stringify({ event: 'clearAudio', filler: 'x'.repeat(65_536) })],
	])('drops %s, and the stream goes on', async (_what, message) => {
		const { peer, call, streamId } = await connected();
		peer.socket.send(message);
		peer.send({ event: 'checkpoint', streamId, name: 'next' });
		await peer.waitForEvent('playedStream');
		expect(call.streams[0]?.counts.dropped).toBe(1);
		expect(peer.of('clearedAudio')).toEqual([]);
	});

	it('logs keys it does not know', async () => {
		const { peer, streamId } = await connected();
		const payload = 'AAAAAA==';
		const media = { contentType: 'audio/x-l16', sampleRate: 16000, payload, volume: 3 };
		peer.send({ event: 'playAudio', media, priority: 1 });
		peer.send({ event: 'checkpoint', streamId, name: 'next' });
		await peer.waitForEvent('playedStream');
		expect(lab.unknownFields()).toEqual([
			expect.stringContaining('priority'),
			expect.stringContaining('media.volume'),
		]);
	});

	it('takes no audio on a stream that is not bidirectional', async () => {
		const { peer, call } = await connected({ attributes: { bidirectional: 'false' } });
		peer.send(playAudio(new Int16Array(320)));
		await until(() => call.streams[0]?.counts.dropped === 1);
		expect(call.streams[0]?.counts.playAudio).toBe(0);
	});

	it('hands out what the caller hears, with audioTrack="both"', async () => {
		const { peer, call } = await connected({
			attributes: { bidirectional: 'false', audioTrack: 'both', keepCallAlive: 'false' },
			after: '<Speak>heard by both</Speak><Wait length="60"/>',
		});
		const { start } = (await peer.waitForEvent('start')) as unknown as { start: object };
		expect(start).toMatchObject({ tracks: ['inbound', 'outbound'] });
		const decoder = new UtteranceDecoder(16000);
		peer.socket.on('message', (data: Buffer) => {
			const { media } = JSON.parse(data.toString()) as MediaEvent;
			if (media.track !== 'outbound') return;
			decoder.push(bytesToSamples(Buffer.from(media.payload, 'base64')));
		});
		await call.waitForHeard(/both/);
		await until(() => decoder.heard.length > 0);
		expect(decoder.heard[0]?.text).toBe('heard by both');
	});
});

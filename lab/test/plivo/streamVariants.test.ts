import { encodeUtterance } from '../../src/audio/utterance';
import type { PlivoVariants } from '../../src/plivo/variants';
import { defaultPlivoVariants, plivoVariantAlternatives } from '../../src/plivo/variants';
import type { StreamMessage } from './customer';
import type { PhoneLab } from './phoneLab';
import { until } from './phoneLab';
import { acceptsUpgrade } from './signatureOracle';
import type { ConnectOptions, ConnectedStream } from './streamLab';
import { connectStream, playAudio, playLong } from './streamLab';

let lab: PhoneLab | undefined;
afterEach(async () => {
	await lab?.stop();
	lab = undefined;
});

async function connected(options?: ConnectOptions): Promise<ConnectedStream> {
	const stream = await connectStream(options);
	lab = stream.lab;
	return stream;
}

describe('variants of a stream (plivo.md §12)', () => {
	it('have alternatives that differ from the default, for every switch', () => {
		expect(Object.keys(plivoVariantAlternatives)).toEqual(Object.keys(defaultPlivoVariants));
		for (const [key, values] of Object.entries(plivoVariantAlternatives)) {
			expect(values.length).toBeGreaterThan(0);
			expect(values).not.toContain(defaultPlivoVariants[key as keyof PlivoVariants]);
		}
	});

	it.each(['http', 'https', 'wss', 'ws'] as const)(
		'upgradeSignatureScheme %s',
		async (upgradeSignatureScheme) => {
			const stream = await connected({ variants: { upgradeSignatureScheme } });
			const [upgrade] = stream.lab.customer.upgrades;
			const host = stream.lab.customer.url.replace('http://', '');
			const accepted = ['http', 'https', 'wss', 'ws'].filter((scheme) =>
				acceptsUpgrade(`${scheme}://${host}/stream?a=1&b=2`, upgrade?.headers ?? {}),
			);
			expect(accepted).toEqual([upgradeSignatureScheme]);
		},
	);

	it('sendsStopEvent', async () => {
		const { call, peer, streamId } = await connected({ variants: { sendsStopEvent: true } });
		call.hangUp();
		await peer.closed;
		expect(peer.messages.at(-1)).toMatchObject({ event: 'stop', streamId, reason: 'call-ended' });
	});

	it('playedEventName', async () => {
		const { peer } = await connected({ variants: { playedEventName: 'played' } });
		peer.send({ event: 'checkpoint', name: 'x' });
		expect(await peer.waitForEvent('played')).toMatchObject({ name: 'x' });
	});

	it.each([
		['string-comma', 'a=1,b=2'],
		['string-semicolon', 'a=1;b=2'],
		['json', '{"a":"1","b":"2"}'],
		['missing', undefined],
		['null', null],
	] as const)('extraHeadersFormat %s', async (extraHeadersFormat, expected) => {
		const { peer, call } = await connected({
			variants: { extraHeadersFormat },
			attributes: { extraHeaders: 'a=1,b=2' },
		});
		await call.press('1');
		await peer.waitForEvent('dtmf');
		for (const event of ['start', 'media', 'dtmf']) {
			const message = await peer.waitForEvent(event);
			expect(message.extra_headers).toEqual(expected);
			expect('extra_headers' in message).toBe(expected !== undefined);
		}
	});

	it('reads extraHeaders with semicolons too', async () => {
		const { peer } = await connected({ attributes: { extraHeaders: 'a=1; b=2=3' } });
		expect((await peer.waitForEvent('start')).extra_headers).toBe('a=1,b=2=3');
	});

	it('mediaTimestamp, chunkAs, sequenceNumbers', async () => {
		const { peer } = await connected({
			variants: { mediaTimestamp: 'sinceStart', chunkAs: 'string', sequenceNumbers: 'missing' },
		});
		const message = await peer.waitForEvent('media');
		const media = message.media as { timestamp: string; chunk: unknown };
		expect(media.chunk).toBe('1');
		expect(media.timestamp).toMatch(/^\d{1,5}$/);
		expect(peer.messages.some((any: StreamMessage) => 'sequenceNumber' in any)).toBe(false);
	});

	it('streamStatusNames B', async () => {
		const stream = await connected({ variants: { streamStatusNames: 'B' } });
		playLong(stream.peer, new Int16Array(16000 * 13));
		await until(() => stream.call.streams[0]?.counts.playAudio === 26);
		stream.peer.socket.close();
		const events = () => stream.lab.customer.at('/status').map(({ fields }) => fields.Event);
		await until(() => events().includes('stopped'));
		expect(events()).toEqual(['started', 'stopped']);
	});

	it('checkpointsOnClear reported', async () => {
		const { peer, streamId } = await connected({ variants: { checkpointsOnClear: 'reported' } });
		peer.send(playAudio(encodeUtterance('long', 16000)));
		peer.send({ event: 'checkpoint', streamId, name: 'overtaken' });
		peer.send({ event: 'clearAudio', streamId });
		await peer.waitForEvent('clearedAudio');
		expect(peer.of('playedStream').map(({ name }) => name)).toEqual(['overtaken']);
	});

	it('reconnectAfterDrop dials the same URL again, and only after a loss', async () => {
		const stream = await connected({
			variants: { reconnectAfterDrop: true },
			after: '<Speak>over</Speak>',
		});
		stream.peer.socket.terminate();
		const second = await stream.lab.customer.nextStream();
		expect(await second.waitForEvent('start')).toMatchObject({
			sequenceNumber: 1,
			start: { callId: stream.call.uuid, streamId: stream.streamId },
		});
		expect(new Set(stream.lab.customer.upgrades.map(({ url }) => url)).size).toBe(1);
		second.send(playAudio(encodeUtterance('back again', 16000)));
		await stream.call.waitForHeard(/back again/);
		second.socket.close();
		await stream.call.waitForHeard(/over/);
		expect(stream.lab.customer.upgrades).toHaveLength(2);
	});
});

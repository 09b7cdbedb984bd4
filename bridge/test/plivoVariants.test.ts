import { parsePlivoMessage } from '../src/plivo/plivoMessage';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import { TestBench } from './testBench';

describe('Plivo messages in every form that is about', () => {
	const payload = 'AAAA';

	it.each([
		[
			'as documented',
			{
				sequenceNumber: 2,
				streamId: 's',
				media: { track: 'inbound', chunk: 1, timestamp: '5', payload },
				extra_headers: '{}',
			},
		],
		[
			'without sequence number and with a text chunk',
			{ streamId: 's', media: { track: 'inbound', chunk: '1', payload } },
		],
		['extra headers null', { media: { payload }, extra_headers: null }],
		['extra headers as an object', { media: { payload }, extra_headers: { a: 'b' } }],
		['extra headers as pairs', { media: { payload }, extra_headers: 'a=b;c=d' }],
	])('media %s', (_form, fields) => {
		const text = JSON.stringify({ event: 'media', ...fields });
		expect(parsePlivoMessage(text)).toEqual({ event: 'media', payload });
	});

	it.each(['playedStream', 'played'])('%s reports a checkpoint', (event) => {
		const text = JSON.stringify({ event, sequenceNumber: 3, streamId: 's', name: 'x' });
		expect(parsePlivoMessage(text)).toEqual({ event: 'played', name: 'x' });
	});

	it('start with a sample rate as text, an encoding with a rate, and the stream id outside', () => {
		const mediaFormat = { encoding: 'audio/x-L16;rate=8000', sampleRate: '8000' };
		const text = JSON.stringify({
			event: 'start',
			streamId: 's',
			start: { callId: 'c', mediaFormat },
		});
		expect(parsePlivoMessage(text)).toEqual({
			event: 'start',
			callId: 'c',
			streamId: 's',
			encoding: 'audio/x-l16',
			sampleRate: 8000,
		});
	});

	it.each([
		['5', '5'],
		[5, '5'],
		['#', '#'],
		['a', 'A'],
	])('dtmf digit %p', (digit, expected) => {
		const text = JSON.stringify({ event: 'dtmf', dtmf: { digit } });
		expect(parsePlivoMessage(text)).toEqual({ event: 'dtmf', digit: expected });
	});

	it.each([
		'not json',
		'null',
		'7',
		'[]',
		'{}',
		'{"event":"somethingNew"}',
		'{"event":"media"}',
		'{"event":"media","media":null}',
		'{"event":"media","media":{"payload":7}}',
		'{"event":"media","media":{"track":"outbound","payload":"AAAA"}}',
		'{"event":"dtmf","dtmf":{"digit":"55"}}',
		'{"event":"dtmf"}',
	])('%s is ignored', (text) => {
		expect(parsePlivoMessage(text)).toBeUndefined();
	});

	it('a live call goes on through all of it', async () => {
		const bench = await TestBench.start();
		try {
			const { plivo, agent } = await bench.call();
			plivo.socket.send('not json');
			plivo.socket.send(Buffer.from([0, 1, 2]));
			plivo.send({ event: 'clearedAudio', streamId: 'stream-1' });
			plivo.send({ event: 'playedStream', name: 'never set' });
			plivo.send({ event: 'playFailed', reason: 'no' });
			plivo.send({ event: 'muteStream' });
			plivo.start({ callId: 'another start on the same socket' });
			const speech = distinctBytes(640);
			plivo.send({ event: 'media', media: { payload: speech.toString('base64') } });
			await eventually('speech arrives', () => agent.heard.equals(speech));
			expect(plivo.closed).toBeUndefined();
		} finally {
			await bench.close();
		}
	});
});

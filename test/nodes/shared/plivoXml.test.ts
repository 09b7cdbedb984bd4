import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { XmlElement } from '../../../nodes/shared/plivoXml';
import {
	dial,
	dtmf,
	getDigits,
	hangup,
	number,
	play,
	plivoResponse,
	preAnswer,
	record,
	redirect,
	speak,
	stream,
	user,
	wait,
} from '../../../nodes/shared/plivoXml';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const JOIN_URL = 'wss://voice.ultravox.ai/calls/0b4c/telephony?a=1&b="<x>"';

/** The elements of a golden document, without head and Response. */
function inner(...elements: XmlElement[]): string {
	const document = plivoResponse(...elements);
	expect(XMLValidator.validate(document)).toBe(true);
	return document.slice(`${HEAD}<Response>`.length, -'</Response>'.length);
}

describe('plivoResponse', () => {
	it('P2.4 is exactly one Stream, its URL escaped text', () => {
		const document = plivoResponse(
			stream('wss://voice.ultravox.ai/calls/0b4c/telephony?a=1&b=2', {
				bidirectional: true,
				keepCallAlive: true,
				contentType: 'audio/x-l16;rate=16000',
			}),
		);
		expect(document).toBe(
			'<?xml version="1.0" encoding="UTF-8"?><Response>' +
				'<Stream bidirectional="true" keepCallAlive="true" contentType="audio/x-l16;rate=16000">' +
				'wss://voice.ultravox.ai/calls/0b4c/telephony?a=1&amp;b=2' +
				'</Stream></Response>',
		);
	});

	it('writes every attribute of Stream', () => {
		expect(
			inner(
				stream('wss://bridge.example.com/stream/abc', {
					bidirectional: true,
					audioTrack: 'inbound',
					streamTimeout: 3600,
					statusCallbackUrl: 'https://n8n.example.com/w?a=1&b=2',
					statusCallbackMethod: 'POST',
					contentType: 'audio/x-mulaw;rate=8000',
					extraHeaders: 'tenant=acme,shift="day"',
					keepCallAlive: false,
					noiseCancellation: true,
					noiseCancellationLevel: 60,
				}),
			),
		).toBe(
			'<Stream bidirectional="true" audioTrack="inbound" streamTimeout="3600"' +
				' statusCallbackUrl="https://n8n.example.com/w?a=1&amp;b=2" statusCallbackMethod="POST"' +
				' contentType="audio/x-mulaw;rate=8000" extraHeaders="tenant=acme,shift=&quot;day&quot;"' +
				' keepCallAlive="false" noiseCancellation="true" noiseCancellationLevel="60">' +
				'wss://bridge.example.com/stream/abc</Stream>',
		);
	});

	it('writes Speak, Play, DTMF, Wait, Redirect and Hangup with their attributes', () => {
		expect(
			inner(
				speak("Tom & Jerry's <show>", { voice: 'Polly.Amy', language: 'en-GB', loop: 2 }),
				play('https://cdn.example.com/a.mp3?x=1&y=2', { loop: 0 }),
				dtmf('1w2#', { async: false }),
				wait({ length: 5, silence: true, minSilence: 3000, beep: true }),
				redirect('https://n8n.example.com/next', { method: 'GET' }),
				hangup({ reason: 'busy', schedule: 60 }),
			),
		).toBe(
			'<Speak voice="Polly.Amy" language="en-GB" loop="2">Tom &amp; Jerry&apos;s &lt;show&gt;</Speak>' +
				'<Play loop="0">https://cdn.example.com/a.mp3?x=1&amp;y=2</Play>' +
				'<DTMF async="false">1w2#</DTMF>' +
				'<Wait length="5" silence="true" minSilence="3000" beep="true"/>' +
				'<Redirect method="GET">https://n8n.example.com/next</Redirect>' +
				'<Hangup reason="busy" schedule="60"/>',
		);
	});

	it('writes Dial with Number and User and all their attributes', () => {
		const targets = [
			number('+14155550100', {
				sendDigits: 'wwww2410',
				sendOnPreanswer: true,
				sendDigitsMode: 'inband',
				callerId: '14155550123',
				callerName: 'Front desk',
				sipHeaders: 'a=b',
			}),
			number('14155550101'),
			user('sip:alice@phone.plivo.com', {
				sendDigits: '1',
				sendOnPreanswer: false,
				sipHeaders: 'a=b,c=d',
				callerId: '14155550123',
				callerName: 'Desk',
				sipAuthUsername: 'alice',
				sipAuthPassword: 'p&w',
			}),
		];
		expect(
			inner(
				dial(targets, {
					action: 'https://n8n.example.com/done',
					method: 'POST',
					timeout: 20,
					timeLimit: 600,
					callerId: '14155550123',
					callerName: 'Us',
					hangupOnStar: true,
					redirect: false,
					callbackUrl: 'https://n8n.example.com/cb',
					callbackMethod: 'GET',
					confirmSound: 'https://n8n.example.com/confirm',
					confirmKey: '1',
					confirmTimeout: 10,
					dialMusic: 'real',
					digitsMatch: '1,2',
					digitsMatchBLeg: '3',
					sipHeaders: 'x=y',
				}),
			),
		).toBe(
			'<Dial action="https://n8n.example.com/done" method="POST" timeout="20" timeLimit="600"' +
				' callerId="14155550123" callerName="Us" hangupOnStar="true" redirect="false"' +
				' callbackUrl="https://n8n.example.com/cb" callbackMethod="GET"' +
				' confirmSound="https://n8n.example.com/confirm" confirmKey="1" confirmTimeout="10"' +
				' dialMusic="real" digitsMatch="1,2" digitsMatchBLeg="3" sipHeaders="x=y">' +
				'<Number sendDigits="wwww2410" sendOnPreanswer="true" sendDigitsMode="inband"' +
				' callerId="14155550123" callerName="Front desk" sipHeaders="a=b">14155550100</Number>' +
				'<Number>14155550101</Number>' +
				'<User sendDigits="1" sendOnPreanswer="false" sipHeaders="a=b,c=d" callerId="14155550123"' +
				' callerName="Desk" sipAuthUsername="alice" sipAuthPassword="p&amp;w">' +
				'sip:alice@phone.plivo.com</User></Dial>',
		);
	});

	it('writes Record, GetDigits and PreAnswer with their attributes', () => {
		expect(
			inner(
				record({
					action: 'https://n8n.example.com/recorded',
					method: 'POST',
					fileFormat: 'wav',
					redirect: false,
					timeout: 10,
					maxLength: 120,
					finishOnKey: '#',
					playBeep: true,
					recordSession: false,
					startOnDialAnswer: false,
					recordChannelType: 'stereo',
					transcriptionType: 'auto',
					transcriptionUrl: 'https://n8n.example.com/t',
					transcriptionMethod: 'POST',
					callbackUrl: 'https://n8n.example.com/cb',
					callbackMethod: 'POST',
				}),
				getDigits([speak('Press one'), wait({ length: 1 })], {
					action: 'https://n8n.example.com/digits',
					method: 'POST',
					timeout: 5,
					digitTimeout: 2,
					numDigits: 1,
					finishOnKey: '#',
					retries: 2,
					redirect: true,
					playBeep: false,
					validDigits: '12',
					invalidDigitsSound: 'https://n8n.example.com/no.mp3',
					log: false,
				}),
				preAnswer([speak('One moment')]),
			),
		).toBe(
			'<Record action="https://n8n.example.com/recorded" method="POST" fileFormat="wav"' +
				' redirect="false" timeout="10" maxLength="120" finishOnKey="#" playBeep="true"' +
				' recordSession="false" startOnDialAnswer="false" recordChannelType="stereo"' +
				' transcriptionType="auto" transcriptionUrl="https://n8n.example.com/t"' +
				' transcriptionMethod="POST" callbackUrl="https://n8n.example.com/cb" callbackMethod="POST"/>' +
				'<GetDigits action="https://n8n.example.com/digits" method="POST" timeout="5"' +
				' digitTimeout="2" numDigits="1" finishOnKey="#" retries="2" redirect="true"' +
				' playBeep="false" validDigits="12" invalidDigitsSound="https://n8n.example.com/no.mp3"' +
				' log="false"><Speak>Press one</Speak><Wait length="1"/></GetDigits>' +
				'<PreAnswer><Speak>One moment</Speak></PreAnswer>',
		);
	});

	it('leaves out attributes that are undefined and writes bare elements', () => {
		expect(inner(speak('Hi', { voice: undefined }), hangup(), wait(), record())).toBe(
			'<Speak>Hi</Speak><Hangup/><Wait/><Record/>',
		);
		expect(plivoResponse()).toBe(`${HEAD}<Response/>`);
	});

	it('refuses a document of more than 100 KB, counted in bytes', () => {
		const room = 100_000 - Buffer.byteLength(plivoResponse(speak('x'))) + 1;
		expect(Buffer.byteLength(plivoResponse(speak('x'.repeat(room))))).toBe(100_000);
		expect(() => plivoResponse(speak('x'.repeat(room + 1)))).toThrow(/100001 bytes.*100 KB/);
		expect(() => plivoResponse(speak('é'.repeat(room)))).toThrow(/100 KB/);
	});

	it('refuses names that XML cannot hold', () => {
		expect(() => plivoResponse({ name: 'a b', attributes: {}, content: '' })).toThrow(/element/);
		expect(() => plivoResponse({ name: 'a', attributes: { 'b"': 1 }, content: '' })).toThrow(
			/attribute/,
		);
	});

	it('gives any text and attribute back through a strict parser', () => {
		const parser = new XMLParser({
			ignoreAttributes: false,
			attributeNamePrefix: '',
			parseTagValue: false,
			parseAttributeValue: false,
			trimValues: false,
			processEntities: true,
			htmlEntities: true,
			textNodeName: 'text',
			alwaysCreateTextNode: true,
		});
		const anyText = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({
				unit: fc.constantFrom('&', '<', '>', '"', "'", ';', '#', 'a', ' ', '\t', '\r\n'),
			}),
			fc.constantFrom(
				']]>',
				'&amp;',
				'&#0;',
				'<!--',
				'<![CDATA[',
				'\u0000',
				'\uD800',
				'\uFFFF',
				'😀',
			),
		);
		const kept = (text: string) =>
			[...text]
				.filter((character) => {
					const code = character.codePointAt(0) ?? 0;
					if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
					return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
				})
				.join('');
		fc.assert(
			fc.property(anyText, anyText, (text, attribute) => {
				const document = plivoResponse(speak(text, { voice: attribute }));
				expect(XMLValidator.validate(document)).toBe(true);
				const parsed = parser.parse(document) as {
					Response: { Speak: { text: string; voice: string } };
				};
				expect(parsed.Response.Speak).toEqual({ text: kept(text), voice: kept(attribute) });
			}),
			{ numRuns: 500 },
		);
	});
});

describe('elements that Plivo would refuse without a word', () => {
	it.each([
		['a Stream that is not a WebSocket', () => stream('https://x.example/', {}), /wss:\/\//],
		['a Stream with a space', () => stream('wss://x.example/a b', {}), /no spaces/],
		['a Stream without a host', () => stream('wss:///path', {}), /wss:\/\//],
		[
			'a Stream of 2049 characters',
			() => stream(`wss://x.example/${'a'.repeat(2049 - 16)}`, {}),
			/2049 characters.*2048/,
		],
		[
			'a serverWebSocket join URL',
			() => stream('wss://voice.ultravox.ai/calls/0b4c/server_web_socket?x=1', {}),
			/serverWebSocket/,
		],
		[
			'a two-way Stream of both tracks',
			() => stream('wss://x.example/', { bidirectional: true, audioTrack: 'both' }),
			/inbound track only/,
		],
		[
			'extra headers of 513 bytes',
			() => stream('wss://x.example/', { extraHeaders: 'é'.repeat(257) }),
			/514 bytes/,
		],
		[
			'a Stream that ends at once',
			() => stream('wss://x.example/', { streamTimeout: 0 }),
			/timeout/,
		],
		[
			'too little noise cancellation',
			() => stream('wss://x.example/', { noiseCancellationLevel: 59 }),
			/60 to 100/,
		],
		['a Play of a file', () => play('file:///etc/passwd'), /https:\/\//],
		['a Redirect into nowhere', () => redirect('/next'), /https:\/\//],
		['a Dial of nobody', () => dial([]), /someone/],
		['a Dial of a sentence', () => dial([speak('x')]), /Number and User/],
		['a Number with blanks', () => number('+1 415'), /E\.164/],
		['a User without sip:', () => user('alice@example.com'), /sip:/],
	])('%s', (_name, make, words) => {
		expect(make).toThrow(words);
	});

	it('refuses a content type that Plivo does not have', () => {
		const contentType = 'audio/x-l16;rate=24000' as 'audio/x-l16;rate=16000';
		expect(() => stream('wss://x.example/', { contentType })).toThrow(/content type/);
	});

	it('takes 2048 characters and 512 bytes', () => {
		const url = `wss://x.example/${'a'.repeat(2048 - 16)}`;
		expect(stream(url, { extraHeaders: 'e'.repeat(512) }).content).toBe(url);
	});

	it('never quotes the URL, which is a credential', () => {
		for (const url of [`${JOIN_URL} `, `https${JOIN_URL}`, `${JOIN_URL}/${'a'.repeat(2048)}`]) {
			let message = '';
			try {
				stream(url, {});
			} catch (error) {
				message = String(error);
			}
			expect(message).not.toBe('');
			expect(message).not.toContain('0b4c');
		}
	});
});

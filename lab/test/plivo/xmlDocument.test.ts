import type { XmlNode } from '../../src/plivo/xmlDocument';
import { parseXmlDocument, XmlDocumentError } from '../../src/plivo/xmlDocument';
import { checkElements } from '../../src/plivo/xmlElements';
import { response } from './phoneLab';

function parse(text: string): XmlNode {
	return parseXmlDocument(Buffer.from(text));
}

/** The document's elements, or what is wrong with it; unknown attributes go to the list. */
function check(text: string, unknown: string[] = []): string {
	try {
		const document = parse(text);
		checkElements(document, (element, attribute) => unknown.push(`${element}.${attribute}`));
		return document.children.map(({ name }) => name).join(' ');
	} catch (error) {
		if (error instanceof XmlDocumentError) return `refused: ${error.message}`;
		throw error;
	}
}

describe('parseXmlDocument', () => {
	it('resolves references once, in text and attributes, and not in CDATA', () => {
		const document = parse(
			response(
				'<Play loop="&quot;&#39;&#x41;&amp;lt;">a &amp;amp; b &lt; <![CDATA[&amp; <i>]]> é</Play>',
			),
		);
		expect(document.children[0]).toMatchObject({
			attributes: { loop: '"\'A&lt;' },
			text: 'a &amp; b < &amp; <i> é',
		});
	});

	it('reads SSML as text, and keeps a byte order mark and comments out', () => {
		const document = parse(
			'\uFEFF<!-- one --><Response><Speak>Hello <emphasis>dear</emphasis> you</Speak></Response>\n',
		);
		expect(document.children[0]?.text).toBe('Hello dear you');
	});

	it.each([
		['', 'empty'],
		['   \n', 'empty'],
		['{"error":"not found"}', 'char'],
		['<html><body>no</body></html>', 'root'],
		['<Response>', 'Unclosed'],
		['<Response><Hangup></Response>', 'closing tag'],
		['<Response/><Response/>', 'root'],
		['<Response/>trailing', 'root'],
		['<response/>', 'root'],
		['<Response><Speak>fish & chips</Speak></Response>', 'not expected'],
		['<Response><Speak>&nbsp;</Speak></Response>', 'ampersand'],
		['<Response><Stream a="x&y=1">w</Stream></Response>', 'ampersand'],
		['<Response><Speak voice=WOMAN>x</Speak></Response>', 'voice'],
		['<Response><Speak voice="a" voice="b">x</Speak></Response>', 'repeated'],
		['<Response><Stream extraHeaders="a="b"">x</Stream></Response>', 'space'],
		['<Response><Speak voice="<">x</Speak></Response>', '<'],
		['<Response><!-- a -- b --></Response>', '--'],
		['<!DOCTYPE x [<!ENTITY a "b">]><Response/>', 'document type'],
		['<Response><Speak>\u0001</Speak></Response>', 'characters'],
		['<Response constructor="x"/>', 'constructor'],
		['<Response><Speak>&#99999999;</Speak></Response>', 'range'],
	])('refuses %j', (text, reason) => {
		expect(() => parse(text)).toThrow(XmlDocumentError);
		expect(() => parse(text)).toThrow(reason);
	});

	it('refuses more than 100 KB', () => {
		const filled = (length: number) => response(`<Speak>${'x'.repeat(length)}</Speak>`);
		const overhead = Buffer.byteLength(filled(0));
		expect(parse(filled(102_400 - overhead)).name).toBe('Response');
		expect(() => parse(filled(102_401 - overhead))).toThrow('100 KB');
	});
});

describe('checkElements (plivo.md §7)', () => {
	it('takes every element', () => {
		const unknown: string[] = [];
		const names = check(
			response(
				'<PreAnswer><Speak>x</Speak><Wait length="2"/></PreAnswer>',
				'<Speak voice="Polly.Amy" language="en-GB" loop="0">x</Speak>',
				'<Play>https://x.example/a.mp3</Play>',
				'<DTMF async="false">12wW#</DTMF>',
				'<GetDigits action="https://x.example/" numDigits="1"><Speak>x</Speak></GetDigits>',
				'<Record action="https://x.example/" maxLength="30" finishOnKey="#"/>',
				'<Dial callerId="14155550100"><Number>+14155550111</Number><User>sip:a@x.example</User></Dial>',
				'<Stream bidirectional="true" keepCallAlive="true" contentType="audio/x-l16;rate=16000">wss://x.example/a?b=1&amp;c=2</Stream>',
				'<Redirect method="GET">https://x.example/</Redirect>',
				'<Wait/><Hangup reason="rejected" schedule="5"/>',
				'<Conference>room</Conference><MultiPartyCall role="Agent">room</MultiPartyCall>',
			),
			unknown,
		);
		expect(names.split(' ')).toHaveLength(12 + 1);
		expect(unknown).toEqual([]);
	});

	it.each([
		'<Say>x</Say>',
		'<Reject/>',
		'<Gather/>',
		'<Connect><Stream>wss://x.example/</Stream></Connect>',
		'<speak>x</speak>',
		'<Number>14155550111</Number>',
		'text',
		'<Dial/>',
		'<Dial>14155550111</Dial>',
		'<Dial><Sip>sip:a@x.example</Sip></Dial>',
		'<Dial><Number></Number></Dial>',
		'<Dial><User>alice</User></Dial>',
		'<Stream></Stream>',
		'<Stream>https://x.example/</Stream>',
		'<Stream>wss://x.example/#fragment</Stream>',
		`<Stream>wss://x.example/${'x'.repeat(2048)}</Stream>`,
		'<Stream contentType="audio/x-l16;rate=24000">wss://x.example/</Stream>',
		'<Stream contentType="audio/x-l16">wss://x.example/</Stream>',
		'<Stream bidirectional="yes">wss://x.example/</Stream>',
		'<Stream bidirectional="true" audioTrack="both">wss://x.example/</Stream>',
		'<Stream audioTrack="left">wss://x.example/</Stream>',
		`<Stream extraHeaders="a=${'x'.repeat(512)}">wss://x.example/</Stream>`,
		'<Stream streamTimeout="0">wss://x.example/</Stream>',
		'<Stream statusCallbackMethod="PUT">wss://x.example/</Stream>',
		'<Play>hello</Play>',
		'<Redirect></Redirect>',
		'<Redirect>/relative</Redirect>',
		'<Wait length="0"/>',
		'<Wait length="1.5"/>',
		'<Hangup reason="bored"/>',
		'<Speak voice="alice">x</Speak>',
		'<PreAnswer><Dial><Number>1</Number></Dial></PreAnswer>',
		'<GetDigits>text</GetDigits>',
		'<Record fileFormat="ogg"/>',
		'<Wait><Speak>x</Speak></Wait>',
	])('refuses %s', (element) => {
		expect(check(response(element))).toMatch(/^refused/);
	});

	it('ignores unknown attributes, but says so', () => {
		const unknown: string[] = [];
		check(
			'<Response version="1"><Stream bidirectional="true" name="x">wss://x.example/</Stream></Response>',
			unknown,
		);
		expect(unknown).toEqual(['Response.version', 'Stream.name']);
	});
});

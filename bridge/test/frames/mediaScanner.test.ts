import fc from 'fast-check';
import { decodeBase64, decodedBytes } from '../../src/plivo/base64';
import { MediaScanner } from '../../src/plivo/mediaScanner';
import { parsePlivoMessage } from '../../src/plivo/plivoMessage';
import { DAMAGED, MESSAGES } from './support/arbitraryMedia';

/** What a scanner finds, as text. */
function found(scanner: MediaScanner, text: Buffer): string | undefined {
	const payload = scanner.find(text);
	return payload && text.toString('utf8', payload.start, payload.end);
}

/** What a parser finds: the payload of a media message that counts. */
function parsed(text: Buffer): string | undefined {
	const message = parsePlivoMessage(text.toString());
	return message?.event === 'media' ? message.payload : undefined;
}

function isJson(text: Buffer): boolean {
	try {
		JSON.parse(text.toString());
		return true;
	} catch {
		return false;
	}
}

/** Reads a text as the Plivo leg would. @returns whether the scanner found it */
function read(scanner: MediaScanner, text: Buffer): boolean {
	const payload = found(scanner, text);
	if (payload !== undefined) return true;
	const message = parsed(text);
	if (message !== undefined) scanner.remember(text, message);
	return false;
}

const media = (sequence: number, payload: string, changes = {}) =>
	Buffer.from(
		JSON.stringify({
			event: 'media',
			sequenceNumber: sequence,
			streamId: 'b77e037d-4119-44b5-902d-25826b654539',
			media: {
				track: 'inbound',
				timestamp: String(1_790_000_000_000 + sequence * 20),
				chunk: sequence,
				payload,
			},
			extra_headers: '{}',
			...changes,
		}),
	);

describe('the media scanner', () => {
	it('finds every frame of a call but those where a counter grows a digit', () => {
		const scanner = new MediaScanner();
		const payload = Buffer.alloc(640, 'audio').toString('base64');
		const missed: number[] = [];
		for (let sequence = 1; sequence <= 3_000; sequence++) {
			const text = media(sequence, payload);
			if (!read(scanner, text)) missed.push(sequence);
			else expect(found(scanner, text)).toBe(payload);
		}
		expect(missed).toEqual([1, 10, 100, 1000]);
	});

	it('takes payloads of any length and padding', () => {
		const scanner = new MediaScanner();
		read(scanner, media(11, 'AAAA'));
		for (const payload of ['', 'AA==', 'AAA=', 'A'.repeat(40_000), '+/+/']) {
			expect(found(scanner, media(12, payload))).toBe(payload);
		}
	});

	it('takes any order of keys and any spacing that it has seen', () => {
		const scanner = new MediaScanner();
		const text = (n: number, payload: string) =>
			Buffer.from(
				`{ "media" : {"payload": "${payload}", "chunk":${n} , "track":"inbound"},\n"event": "media"}`,
			);
		expect(read(scanner, text(10, 'AAAA'))).toBe(false);
		expect(found(scanner, text(99, 'BBBBBBBB'))).toBe('BBBBBBBB');
	});

	const usual = media(55, 'AAAA').toString();
	it.each([
		['another event', usual.replace('"media"', '"mediX"')],
		['the other track', usual.replace('inbound', 'outbound')],
		['a longer counter', usual.replace('"chunk":55', '"chunk":550')],
		['a zero in front', usual.replace('"chunk":55', '"chunk":05')],
		['a digit that is none', usual.replace('"chunk":55', '"chunk":5:')],
		['another stream', usual.replace('b77e', 'c77e')],
		['an escaped slash', usual.replace('AAAA', 'AA\\/A')],
		['an escaped quote', usual.replace('AAAA', 'AA\\"A')],
		['another key behind', usual.replace('"},', '","x":"y"},')],
		['a second payload', usual.replace('"AAAA"', '"AAAA","payload":"BBBB"')],
		['a payload that is no string', usual.replace('"AAAA"', '1234')],
		['something behind', `${usual} `],
		['something in front', ` ${usual}`],
		['a cut text', usual.slice(0, -1)],
		['a text cut in the payload', usual.slice(0, usual.indexOf('AAAA') + 2)],
		['nothing', ''],
	])('misses %s', (_, text) => {
		const scanner = new MediaScanner();
		read(scanner, Buffer.from(usual));
		expect(found(scanner, Buffer.from(usual))).toBe('AAAA');
		expect(found(scanner, Buffer.from(text))).toBeUndefined();
	});

	it.each([
		['two payload keys', '{"event":"media","x":{"payload":"AAAA"},"media":{"payload":"AAAA"}}'],
		['payload as a value', '{"event":"media","x":"payload","media":{"payload":"AAAA"}}'],
		['an escape', '{"event":"media","x":"\\n","media":{"payload":"AAAA"}}'],
		['a payload beyond ASCII', '{"event":"media","media":{"payload":"éé"}}'],
		['a very long head', `{"event":"media","x":"${'x'.repeat(2_000)}","media":{"payload":"AAAA"}}`],
		['a very long tail', `{"event":"media","media":{"payload":"AAAA"},"x":"${'x'.repeat(5_000)}"}`],
	])('does not remember %s', (_, json) => {
		const scanner = new MediaScanner();
		read(scanner, Buffer.from(usual));
		const text = Buffer.from(json);
		expect(parsed(text)).toBeDefined();
		expect(read(scanner, text)).toBe(false);
		expect(read(scanner, text)).toBe(false);
	});

	/** More by hand: SCANNER_FUZZ_RUNS=1000000. */
	const numRuns = Number(process.env.SCANNER_FUZZ_RUNS ?? 5_000);

	it('never finds anything but what a parser finds', () => {
		let hits = 0;
		fc.assert(
			fc.property(
				fc.array(fc.oneof(MESSAGES, MESSAGES, DAMAGED), { minLength: 2, maxLength: 6 }),
				(texts) => {
					const scanner = new MediaScanner();
					for (const text of texts) {
						// What was seen last may come again, in its place.
						for (const candidate of [text, text]) {
							const payload = found(scanner, candidate);
							if (payload !== undefined && isJson(candidate)) {
								hits += 1;
								expect(payload).toBe(parsed(candidate));
							}
							read(scanner, candidate);
						}
					}
				},
			),
			{ numRuns },
		);
		expect(hits).toBeGreaterThan(numRuns);
	});

	it('never finds a wrong payload in a remembered text with any byte changed', () => {
		fc.assert(
			fc.property(
				MESSAGES,
				fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
				fc.boolean(),
				(text, changes, digits) => {
					const scanner = new MediaScanner();
					read(scanner, text);
					const damaged = Buffer.from(text);
					for (const [place, byte] of changes) {
						damaged[place % damaged.length] = digits ? 0x30 + (byte % 10) : byte;
					}
					const payload = scanner.find(damaged);
					if (!payload) return;
					const { start, end } = payload;
					const audio = Buffer.alloc(Math.max(0, decodedBytes(damaged, start, end)));
					// As the caller does: what is not pure base64 is parsed.
					if (decodedBytes(damaged, start, end) < 0 || !decodeBase64(damaged, start, end, audio, 0))
						return;
					expect(damaged.toString('latin1', start, end)).toBe(parsed(damaged));
				},
			),
			{ numRuns },
		);
	});
});

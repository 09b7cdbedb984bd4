import fc from 'fast-check';
import { decodeBase64, decodedBytes } from '../../src/plivo/base64';
import { looksOf, type MediaLooks } from '../../src/plivo/mediaLooks';
import { parsePlivoMessage } from '../../src/plivo/plivoMessage';
import { DAMAGED, MESSAGES } from './support/arbitraryMedia';

/** Of `media` and of `MESSAGES`. */
const STREAM = 'b77e037d-4119-44b5-902d-25826b654539';
const OTHER_STREAM = 'id-4';

/** Remembers how the last media message looked, as a call does. */
class Scanner {
	private looks: MediaLooks | undefined;

	constructor(private readonly streamId = STREAM) {}

	get tailBytes(): number {
		return this.looks?.tailBytes ?? 0;
	}

	find(text: Buffer): number {
		return this.looks?.find(text, 0, text.length) ?? -1;
	}

	remember(text: Buffer, payload: string): void {
		this.looks = looksOf(text, payload, this.streamId) ?? this.looks;
	}
}

/** What a scanner finds, as text: what is not pure base64 is parsed, as whoever decodes it does. */
function found(scanner: Scanner, text: Buffer): string | undefined {
	const start = scanner.find(text);
	if (start < 0) return undefined;
	const end = text.length - scanner.tailBytes;
	const length = decodedBytes(text, start, end);
	const audio = Buffer.alloc(Math.max(0, length));
	if (!decodeBase64(text, start, end, length, audio, 0)) return undefined;
	return text.toString('latin1', start, end);
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
function read(scanner: Scanner, text: Buffer): boolean {
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
			streamId: STREAM,
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

describe('the looks of media messages', () => {
	it('finds every frame of a call but those where a counter grows a digit', () => {
		const scanner = new Scanner();
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
		const scanner = new Scanner();
		read(scanner, media(11, 'AAAA'));
		for (const payload of ['', 'AA==', 'AAA=', 'A'.repeat(40_000), '+/+/']) {
			expect(found(scanner, media(12, payload))).toBe(payload);
		}
	});

	it('knows the messages of all streams by one of them', () => {
		const scanner = new Scanner();
		read(scanner, media(55, 'AAAA'));
		const other = Buffer.from(media(56, 'BBBB').toString().replace('b77e', 'c0de'));
		expect(found(scanner, other)).toBe('BBBB');
		expect(parsed(other)).toBe('BBBB');
		const another = new Scanner('c0de037d-4119-44b5-902d-25826b654539');
		another.remember(other, 'BBBB');
		expect(found(another, media(57, 'CCCC'))).toBe('CCCC');
	});

	it('takes any order of keys and any spacing that it has seen', () => {
		const scanner = new Scanner();
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
		['another key in place of the stream', usual.replace('streamId', 'streamIx')],
		['a stream that is no name', usual.replace('b77e', 'b7"e')],
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
		const scanner = new Scanner();
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
		const scanner = new Scanner();
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
					const scanner = new Scanner(OTHER_STREAM);
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
					const scanner = new Scanner(OTHER_STREAM);
					read(scanner, text);
					const damaged = Buffer.from(text);
					for (const [place, byte] of changes) {
						damaged[place % damaged.length] = digits ? 0x30 + (byte % 10) : byte;
					}
					const payload = found(scanner, damaged);
					if (payload !== undefined) expect(payload).toBe(parsed(damaged));
				},
			),
			{ numRuns },
		);
	});
});

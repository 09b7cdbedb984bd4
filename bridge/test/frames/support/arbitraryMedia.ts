import fc from 'fast-check';

const SPACES = fc.constantFrom('', '', ' ', '\n', '\t  ');
const KEYS = fc.constantFrom(
	'event',
	'media',
	'payload',
	'track',
	'streamId',
	'chunk',
	'x1',
	'é',
	'a"b',
	'p\\',
);
const BASE64 = fc
	.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(new Uint8Array(640)))
	.map((bytes) => Buffer.from(bytes).toString('base64'));
const STRINGS = fc.oneof(
	BASE64,
	fc.constantFrom(
		'media',
		'inbound',
		'outbound',
		'"payload":"AAAA"',
		'","payload":"AAAA',
		'\\',
		'/',
		'é',
		'0',
		'10',
		'payload',
	),
	fc.string({ maxLength: 8, unit: 'binary' }),
);
const SCALARS = fc.oneof(
	STRINGS,
	fc.integer({ min: -20, max: 2_000 }),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
	fc.constant(null),
);

type Members = Array<[string, unknown]>;

/** JSON text written by hand: members in any order, keys more than once, spaces and escapes of many kinds. */
function textOf(value: unknown, style: { space: string; escapes: boolean }): string {
	if (value instanceof Map) {
		const members = (value.get('members') as Members).map(
			([key, member]) =>
				`${style.space}${textOf(key, style)}${style.space}:${style.space}${textOf(member, style)}`,
		);
		return `{${members.join(',')}${style.space}}`;
	}
	const plain = JSON.stringify(value);
	if (!style.escapes || typeof value !== 'string') return plain;
	return plain.replace(/[/p]/g, (letter) => (letter === '/' ? '\\/' : '\\u0070'));
}

const object = (members: Members) => new Map([['members', members]]);

/** Media messages of every build, near misses among them. */
export const MESSAGES = fc
	.record({
		payload: BASE64,
		sequence: fc.integer({ min: 0, max: 1_200 }),
		track: fc.constantFrom<unknown>('inbound', 'inbound', 'inbound', 'outbound', undefined, 7),
		event: fc.constantFrom('media', 'media', 'media', 'media', 'dtmf'),
		inner: fc.array(fc.tuple(KEYS, SCALARS), { maxLength: 2 }),
		outer: fc.array(
			fc.tuple(
				KEYS,
				fc.oneof(
					SCALARS,
					fc.tuple(KEYS, SCALARS).map((member) => object([member])),
				),
			),
			{ maxLength: 2 },
		),
		order: fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }),
		style: fc.record({
			space: SPACES,
			escapes: fc.oneof(
				{ weight: 5, arbitrary: fc.constant(false) },
				{ weight: 1, arbitrary: fc.constant(true) },
			),
		}),
		usual: fc.boolean(),
	})
	.map(({ payload, sequence, track, event, inner, outer, order, style, usual }) => {
		const sorted = (members: Members) =>
			usual
				? members
				: members
						.map((member, index) => [order[index] ?? 0, member] as const)
						.sort(([a], [b]) => a - b)
						.map(([, member]) => member);
		const mediaMembers: Members = [
			['track', track ?? null],
			['timestamp', String(sequence * 20)],
			['chunk', sequence],
			['payload', payload],
			...(usual ? [] : (inner as Members)),
		];
		const members: Members = [
			['event', event],
			['sequenceNumber', sequence],
			['streamId', 'id-4'],
			['media', object(sorted(mediaMembers))],
			['extra_headers', '{}'],
			...(usual ? [] : (outer as Members)),
		];
		return Buffer.from(textOf(object(sorted(members)), style));
	});

/** One byte of a text changed, as no Plivo would. */
export const DAMAGED = fc
	.tuple(
		MESSAGES,
		fc.nat(),
		fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[]:,0123456789paed \n')), fc.nat(255)),
	)
	.map(([text, place, byte]) => {
		text[place % text.length] = byte;
		return text;
	});

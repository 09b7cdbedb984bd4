import type { Random } from './random';

/** What an attacker may know or have stolen. */
export interface Loot {
	/** Genuine tokens. */
	fallback: string;
	answer: string;
	stream: string;
	/** Genuine values of the `Authorization` header. */
	authorizations: readonly string[];
}

const METHODS = [
	'GET',
	'GET',
	'POST',
	'POST',
	'HEAD',
	'DELETE',
	'PUT',
	'OPTIONS',
	'TRACE',
	'PATCH',
];
const ODD_METHODS = ['CONNECT', 'PRI', 'get', 'M-SEARCH', 'G\u0000ET', '', 'GET '];
const PATHS = [
	'/healthz',
	'/readyz',
	'/metrics',
	'/control/status',
	'/control/calls',
	'/control/calls/x',
	'/control/calls/x/hang-up',
	'/control/calls/%2e%2e/mute',
	'/control/recordings',
	'/control/recordings/..%2f..%2fetc%2fpasswd',
	'/control/recordings/../../etc/passwd',
	'/page/events',
	'/page/calls/x/audio',
	'/page/login',
	'/login',
	'/',
	'//',
	'/..',
	'/%00',
	'/%',
	'*',
	'',
	'/stream',
	'/stream/',
	'/stream/x/y',
	'/fallback/',
	'/answer/',
	'http://elsewhere.example/healthz',
	'https://b/control/status',
	'/healthz?a=b&a=c&%=%',
	'/healthz#fragment',
];

/** Whatever a client may send instead of HTTP requests, one or several after the other. */
export function httpAttack(random: Random, loot: Loot): Buffer {
	if (random.chance(0.05)) return random.bytes(random.whole(1, 2_000));
	const requests = Array.from({ length: random.pick([1, 1, 1, 2, 5]) }, () =>
		request(random, loot),
	);
	const whole = Buffer.concat(requests);
	if (random.chance(0.15)) return whole.subarray(0, random.whole(0, whole.length));
	if (random.chance(0.1)) {
		return Buffer.from(random.mutated(whole.toString('latin1')), 'latin1');
	}
	return whole;
}

function request(random: Random, loot: Loot): Buffer {
	const method = random.chance(0.1) ? random.pick(ODD_METHODS) : random.pick(METHODS);
	const version = random.chance(0.05)
		? random.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/1.1 ', ''])
		: 'HTTP/1.1';
	const lineEnd = random.chance(0.03) ? '\n' : '\r\n';
	const body = bodyOf(random);
	const headers = [...headersOf(random, loot), ...body.headers];
	const head = [`${method} ${target(random, loot)} ${version}`, ...headers, '', ''].join(lineEnd);
	return Buffer.concat([Buffer.from(head, 'latin1'), body.bytes]);
}

function target(random: Random, loot: Loot): string {
	switch (random.whole(0, 9)) {
		case 0:
			return `/fallback/${random.chance(0.5) ? loot.fallback : random.mutated(loot.fallback)}`;
		case 1:
			return `/answer/${random.chance(0.5) ? loot.answer : random.mutated(loot.answer)}?CallUUID=${random.word()}`;
		case 2:
			return `/stream/${random.mutated(loot.stream)}`;
		case 3:
			return `/${random.visible(random.whole(1, 40))}`;
		case 4:
			return `/${'a'.repeat(random.pick([100, 5_000, 20_000]))}`;
		case 5:
			return random.mutated(random.pick(PATHS));
		default:
			return random.pick(PATHS);
	}
}

function headersOf(random: Random, loot: Loot): string[] {
	const headers = random.chance(0.98) ? ['Host: b'] : [];
	const some: Array<() => string> = [
		() => `Authorization: ${random.pick(loot.authorizations)}`,
		() => `Authorization: ${random.mutated(random.pick(loot.authorizations))}`,
		() => `Authorization: ${random.pick(['Bearer', 'Basic', 'Bridge', ''])} ${random.visible(20)}`,
		() => `Cookie: bridge_page=${random.visible(random.whole(0, 100))}`,
		() =>
			`X-Forwarded-For: ${random.pick(['1.2.3.4', '::1, 127.0.0.1', random.visible(30), ','.repeat(500)])}`,
		() => `Origin: ${random.pick(['null', 'https://evil.example', random.visible(10)])}`,
		() => `Sec-Fetch-Site: ${random.pick(['same-origin', 'cross-site', random.word()])}`,
		() => `X-Plivo-Signature-V3: ${random.visible(random.whole(0, 60))}`,
		() => `X-Plivo-Signature-V3-Nonce: ${random.word()}`,
		() => `Accept-Encoding: ${random.visible(10)}`,
		() =>
			`Range: bytes=${random.pick(['0-', '-1', '5-1', '0-99999999999999999999', random.visible(5)])}`,
		() => `Expect: ${random.pick(['100-continue', '200-ok'])}`,
		() => `Connection: ${random.pick(['close', 'keep-alive', 'Upgrade', 'host', random.word()])}`,
		() => `Upgrade: ${random.pick(['websocket', 'h2c', 'WebSocket', random.word()])}`,
		() =>
			`Sec-WebSocket-Key: ${random.pick(['AAAAAAAAAAAAAAAAAAAAAA==', 'x', random.visible(24)])}`,
		() => `Sec-WebSocket-Version: ${random.pick(['13', '8', '-1', random.word()])}`,
		() =>
			`Sec-WebSocket-Extensions: ${random.pick(['permessage-deflate; server_max_window_bits=8', random.visible(20)])}`,
		() => `${random.word()}: ${random.visible(random.whole(0, 50))}`,
		() => `X: ${'y'.repeat(random.pick([1_000, 20_000]))}`,
		() => Array.from({ length: 200 }, (_, index) => `X-${index}: y`).join('\r\n'),
		() => '__proto__: x',
	];
	const broken = ['no colon', ' goes on', 'Host: another', `${random.text(5)}: x`, 'X : y'];
	if (random.chance(0.05)) headers.push(random.pick(broken));
	for (let count = random.whole(0, 5); count > 0; count--) headers.push(random.pick(some)());
	return headers;
}

function bodyOf(random: Random): { headers: string[]; bytes: Buffer } {
	const bytes = random.bytes(random.pick([0, 1, 10, 500, 70_000]));
	const chunk = (data: Buffer) =>
		Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]);
	const length = (value: number | string) => `Content-Length: ${value}`;
	const chunked = 'Transfer-Encoding: chunked';
	switch (random.whole(0, 14)) {
		case 0:
		case 7:
		case 8:
			return { headers: [length(bytes.length)], bytes };
		case 1:
			return { headers: [chunked], bytes: Buffer.concat([chunk(bytes), Buffer.from('0\r\n\r\n')]) };
		case 2:
			return { headers: [chunked], bytes: chunk(bytes) };
		case 3:
			return { headers: [chunked, length(bytes.length)], bytes };
		case 4:
			return {
				headers: [length(random.pick(['-1', '1e3', '99999999999999999999', '1, 2', '0x10']))],
				bytes,
			};
		case 5:
			return {
				headers: [`Transfer-Encoding: ${random.pick(['gzip', 'chunked, chunked', 'xchunked'])}`],
				bytes,
			};
		case 6:
			return { headers: [length(bytes.length + random.whole(1, 100))], bytes };
		default:
			return { headers: [], bytes: Buffer.alloc(0) };
	}
}

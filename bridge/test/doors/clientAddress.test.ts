import type { IncomingMessage } from 'node:http';
import { ClientAddresses } from '../../src/doors/clientAddress';

const from = (remoteAddress: string | undefined, forwarded?: string) =>
	({
		socket: { remoteAddress },
		headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
	}) as unknown as IncomingMessage;

describe('ClientAddresses', () => {
	const trusting = new ClientAddresses(['10.0.0.0/8', 'fd00::/8']);

	it('believe nobody by default', () => {
		const addresses = new ClientAddresses([]);
		expect(addresses.keyOf(from('127.0.0.1', '192.0.2.7'))).toBe('127.0.0.1');
		expect(addresses.isUntrustedProxy(from('127.0.0.1', '192.0.2.7'))).toBe(true);
		expect(addresses.isUntrustedProxy(from('127.0.0.1'))).toBe(false);
	});

	it.each([
		['the client that a trusted proxy names', '10.0.0.1', '192.0.2.7', '192.0.2.7'],
		[
			'the same when the proxy is an IPv4 one inside IPv6',
			'::ffff:10.0.0.1',
			'192.0.2.7',
			'192.0.2.7',
		],
		['the client behind two proxies', '10.0.0.1', '192.0.2.7, 10.0.0.2', '192.0.2.7'],
		['what the proxy says, not the client', '10.0.0.1', '1.1.1.1, 192.0.2.7', '192.0.2.7'],
		['a client that claims to be a proxy', '10.0.0.1', '1.1.1.1, 10.9.9.9, 192.0.2.7', '192.0.2.7'],
		['a client behind IPv6, by its /64', 'fd00::1', '2001:db8:0:7::9', '2001:db8:0:7::/64'],
		['the proxy when it names nobody', '10.0.0.1', undefined, '10.0.0.1'],
		['the proxy when it names no address', '10.0.0.1', 'unknown', '10.0.0.1'],
		['the farthest proxy when all are proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
		['a stranger itself, whatever it says', '192.0.2.9', '10.0.0.1, 192.0.2.7', '192.0.2.9'],
		['a connection that is gone', undefined, '192.0.2.7', 'unknown'],
	])('find %s', (_what, peer, forwarded, key) => {
		expect(trusting.keyOf(from(peer, forwarded))).toBe(key);
	});

	it('do not read an endless list', () => {
		const endless = `${'10.0.0.2, '.repeat(50_000)}10.0.0.2`;
		expect(trusting.keyOf(from('10.0.0.1', endless))).toBe('10.0.0.2');
	});
});

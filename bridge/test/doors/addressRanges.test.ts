import fc from 'fast-check';
import {
	AddressRanges,
	countingKey,
	isAddressRange,
	plainAddress,
} from '../../src/doors/addressRanges';

describe('plainAddress', () => {
	it.each([
		['192.0.2.7', '192.0.2.7'],
		[' 192.0.2.7:51324 ', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['::FFFF:c000:207', '192.0.2.7'],
		['[2001:db8::1]:443', '2001:db8::1'],
		['"[2001:db8::1]"', '2001:db8::1'],
		['fe80::1%eth0', 'fe80::1'],
		['::1', '::1'],
	])('reads %s', (text, address) => expect(plainAddress(text)).toBe(address));

	it.each(['', 'unknown', '_hidden', '192.0.2', '192.0.2.700', '1.2.3.4:x', '[1.2.3.4', '::1:'])(
		'takes "%s" for no address',
		(text) => expect(plainAddress(text)).toBeUndefined(),
	);

	it('never throws, and what it gives is an address', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.webAuthority()), (text) => {
				const address = plainAddress(text);
				if (address === undefined) return;
				expect(plainAddress(address)).toBe(address);
				expect(isAddressRange(address)).toBe(true);
				expect(countingKey(address)).not.toBe('');
			}),
		);
	});
});

describe('countingKey', () => {
	it('is the address with IPv4, and the /64 with IPv6 however that is written', () => {
		expect(countingKey('192.0.2.7')).toBe('192.0.2.7');
		const key = '2001:db8:0:7::/64';
		expect(countingKey('2001:db8:0:7::1')).toBe(key);
		expect(countingKey('2001:0DB8:0000:0007:ffff:ffff:ffff:ffff')).toBe(key);
		expect(countingKey('2001:db8:0:8::1')).not.toBe(key);
		expect(countingKey('::1')).toBe('0:0:0:0::/64');
	});
});

describe('AddressRanges', () => {
	const ranges = new AddressRanges(['10.0.0.0/8', '192.0.2.7', 'fd00::/8', '::1']);

	it.each(['10.255.0.1', '192.0.2.7', 'fd12::1', '::1'])('include %s', (address) =>
		expect(ranges.includes(address)).toBe(true),
	);

	it.each(['11.0.0.1', '192.0.2.8', 'fe80::1', '::2', '127.0.0.1'])('do not include %s', (one) =>
		expect(ranges.includes(one)).toBe(false),
	);

	it('with nothing in them include nothing', () => {
		expect(new AddressRanges([]).includes('127.0.0.1')).toBe(false);
	});

	it.each([
		'10.0.0.0/33',
		'::/129',
		'10.0.0.0/',
		'10.0.0.0/8/8',
		'10.0.0/8',
		'localhost',
		'/8',
		'',
	])('are not written %s', (text) => expect(isAddressRange(text)).toBe(false));
});

import { withoutDuplicates } from '../../../../nodes/PlivoVoice/sip/ipAddresses';
import { canonicalRange } from '../../../../nodes/PlivoVoice/sip/ipRanges';

describe('an IP address or range (T1.2)', () => {
	it.each([
		['203.0.113.7', '203.0.113.7'],
		[' 203.0.113.7 ', '203.0.113.7'],
		['203.0.113.7/32', '203.0.113.7'],
		['203.0.113.0/28', '203.0.113.0/28'],
		['0.0.0.0/0', '0.0.0.0/0'],
		['2001:db8::1', '2001:db8::1'],
		['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
		['2001:db8::/48', '2001:db8::/48'],
		['2001:db8::1/128', '2001:db8::1'],
		['::ffff:203.0.113.7', '::ffff:cb00:7107'],
	])('%s is %s', (text, canonical) => {
		expect(canonicalRange(text)).toBe(canonical);
	});

	it.each([
		'',
		'203.0.113',
		'203.0.113.256',
		'203.0.113.07',
		'203.0.113.7/33',
		'203.0.113.7/',
		'203.0.113.7/-1',
		'203.0.113.7/24/8',
		'203.0.113.7:5060',
		'203.0.113.7-9',
		'203.0.113.*',
		'sip.example.com',
		'2001:db8::1::2',
		'2001:db8::/129',
		'[2001:db8::1]',
		'fe80::1%eth0',
		'12345',
	])('%s is none', (text) => {
		expect(canonicalRange(text)).toBeUndefined();
	});

	it('is kept once, as it was written first', () => {
		expect(
			withoutDuplicates(['203.0.113.7/32', '2001:DB8::1', '203.0.113.7', '2001:db8:0::1']),
		).toEqual(['203.0.113.7/32', '2001:DB8::1']);
	});
});

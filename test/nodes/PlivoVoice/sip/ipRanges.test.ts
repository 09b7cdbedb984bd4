import { holdEverybody, holderOf, wideRanges } from '../../../../nodes/PlivoVoice/sip/ipRanges';

describe('ranges that let everybody in (T1.2)', () => {
	test.each([
		[['0.0.0.0/0']],
		[['0.0.0.0/1', '128.0.0.0/1']],
		[['203.0.113.7', '128.0.0.0/1', '64.0.0.0/2', '0.0.0.0/2']],
		[['::/1', '8000::/1']],
	])('%p', (addresses) => expect(holdEverybody(addresses)).toBe(true));

	test.each([
		[[]],
		[['203.0.113.7']],
		[['0.0.0.0/1', '128.0.0.0/2']],
		// One half of each: neither version is whole.
		[['0.0.0.0/1', '8000::/1']],
	])('but not %p', (addresses) => expect(holdEverybody(addresses)).toBe(false));
});

test('ranges that are wider than those of one platform (T1.2)', () => {
	const narrow = ['10.0.0.0/8', '203.0.113.7', '203.0.113.0/28', '2001:db8::/32'];
	expect(wideRanges([...narrow, '64.0.0.0/7', '0.0.0.0/1', '2000::/3'])).toEqual([
		'64.0.0.0/7',
		'0.0.0.0/1',
		'2000::/3',
	]);
});

describe('what lies inside a range', () => {
	test.each([
		['203.0.113.7', '203.0.113.0/24'],
		['203.0.113.16/28', '203.0.113.0/24'],
		['203.0.113.7', '203.0.113.7/32'],
		['2001:db8::1', '2001:DB8::/32'],
		['203.0.113.200', '203.0.113.129/25'],
	])('%s in %s', (address, range) => {
		expect(holderOf(address, ['198.51.100.1', range])).toBe(range);
	});

	test.each([
		['203.0.113.7', '203.0.114.0/24'],
		['203.0.113.0/24', '203.0.113.0/28'],
		['::1', '0.0.0.0/1'],
		['not an address', '0.0.0.0/1'],
	])('but %s not in %s', (address, range) => {
		expect(holderOf(address, [range])).toBeUndefined();
	});
});

import fc from 'fast-check';
import { DoNotCallList } from '../../../../nodes/shared/callingHours/doNotCallList';

describe('DoNotCallList', () => {
	it('has numbers in whatever notation they were written', () => {
		const list = new DoNotCallList(
			['(415) 555-0100', '+44 20 7946 0018', '0049 30 123456', 2125550100, ' +1 212 555 0101 '],
			'US',
		);
		expect(list.invalid).toEqual([]);
		expect(list.size).toBe(5);
		for (const number of [
			'+14155550100',
			'+442079460018',
			'+4930123456',
			'+12125550100',
			'+12125550101',
		]) {
			expect([number, list.has(number)]).toEqual([number, true]);
		}
	});

	it('counts a number once', () => {
		const list = new DoNotCallList(['+14155550100', '1 415 555 0100', '415.555.0100'], 'US');
		expect(list.size).toBe(1);
	});

	it('matches whole numbers only', () => {
		const list = new DoNotCallList(['+4930123456', '+493012345']);
		expect(list.invalid).toEqual([]);
		expect(list.has('+4930123456')).toBe(true);
		expect(list.has('+493012345')).toBe(true);
		expect(list.has('+49301234567')).toBe(false);
		expect(list.has('+49301234')).toBe(false);
		expect(list.has('4930123456')).toBe(false);
	});

	it('shows entries that are no numbers, by their place', () => {
		const list = new DoNotCallList([
			'+14155550100',
			'',
			'ann@example.com',
			null,
			'415 555 0100',
			'+1415',
			{ phone: '+14155550101' },
			1.41556e21,
		]);
		expect(list.size).toBe(1);
		expect(list.invalid.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(list.invalid.slice(0, 4).map(({ problem }) => problem)).toEqual([
			'The phone number is empty: enter one such as +14155550100.',
			'"ann@example.com" contains letters: write the phone number with digits only, such as +14155550100.',
			'The entry is no text: give a phone number such as +14155550100.',
			'"415 555 0100" does not say its country: start it with + and the country code, such as +14155550100, or set the default country.',
		]);
	});

	it('does not guess what could be two numbers', () => {
		const list = new DoNotCallList(['4930123456', '030 123456'], 'DE');
		expect(list.invalid).toEqual([
			{
				index: 0,
				problem:
					'"4930123456" can be read as +494930123456 or +4930123456: write the one that is meant, with +.',
			},
		]);
		expect(list.size).toBe(1);
	});

	it('knows an Argentine mobile number with and without the 9', () => {
		const list = new DoNotCallList(['+54 9 11 2345 6789', '+54 11 3456 7890']);
		for (const number of ['+5491123456789', '+541123456789', '+5491134567890', '+541134567890']) {
			expect([number, list.has(number)]).toEqual([number, true]);
		}
		expect(list.has('+549112345678')).toBe(false);
	});

	it('is empty without entries', () => {
		const list = new DoNotCallList([]);
		expect([list.size, list.invalid, list.has('+14155550100')]).toEqual([0, [], false]);
	});

	it('has every entry or shows it', () => {
		const national = fc.stringMatching(/^[2-9]\d\d[2-9]\d{6}$/);
		const entry = fc.oneof(
			national.map((digits) => ({ written: `+1 ${digits}`, e164: `+1${digits}` })),
			fc.string().map((written) => ({ written, e164: undefined })),
		);
		fc.assert(
			fc.property(fc.array(entry), (entries) => {
				const list = new DoNotCallList(entries.map(({ written }) => written));
				const wrong = new Set(list.invalid.map(({ index }) => index));
				for (const [index, { e164 }] of entries.entries()) {
					if (e164 !== undefined) expect([wrong.has(index), list.has(e164)]).toEqual([false, true]);
				}
				expect(list.size).toBeLessThanOrEqual(entries.length - wrong.size);
			}),
		);
	});
});

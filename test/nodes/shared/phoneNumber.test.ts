import fc from 'fast-check';
import {
	countriesWithDialingPlan,
	dialingPlan,
	findCallingCode,
} from '../../../nodes/shared/dialingPlans';
import {
	fromProviderNumber,
	normalizePhoneNumber,
	phoneNumberDigits,
	PhoneNumberError,
} from '../../../nodes/shared/phoneNumber';

function refusal(input: string, country?: string): string {
	try {
		return `accepted as ${normalizePhoneNumber(input, country)}`;
	} catch (error) {
		if (error instanceof PhoneNumberError) return error.message;
		throw error;
	}
}

describe('D4.7 normalizePhoneNumber', () => {
	it.each([
		['(415) 555-0100', 'US', '+14155550100'],
		['415.555.0100', 'us', '+14155550100'],
		['1 415 555 0100', 'US', '+14155550100'],
		['14155550100', 'CA', '+14155550100'],
		['(876) 555-0100', 'JM', '+18765550100'],
		['020 7946 0018', 'GB', '+442079460018'],
		['(020) 7946 0018', 'GB', '+442079460018'],
		['030/123456', 'DE', '+4930123456'],
		['01 23 45 67 89', 'FR', '+33123456789'],
		['06 12345678', 'IT', '+390612345678'],
		['045-123-4567', 'JP', '+81451234567'],
		['098765 43210', 'IN', '+919876543210'],
		['98765 43210', 'IN', '+919876543210'],
		['011 2345 6789', 'IN', '+911123456789'],
		['8 (916) 123-45-67', 'RU', '+79161234567'],
		['06 30 123 4567', 'HU', '+36301234567'],
		['8 029 123 45 67', 'BY', '+375291234567'],
		['8 612 34567', 'LT', '+37061234567'],
		['0412 345 678', 'AU', '+61412345678'],
		['(11) 98765-4321', 'BR', '+5511987654321'],
		['55 1234 5678', 'MX', '+525512345678'],
		['612 345 678', 'ES', '+34612345678'],
		['8123 4567', 'SG', '+6581234567'],
		['01 23 45 67 89', 'CI', '+2250123456789'],
		['71234567', 'BO', '+59171234567'],
		['71 123 456', 'LB', '+96171123456'],
	])('reads the national number %s of %s', (input, country, e164) => {
		expect(normalizePhoneNumber(input, country)).toBe(e164);
	});

	it.each([
		['0044 20 7946 0018', undefined, '+442079460018'],
		['00442079460018', 'DE', '+442079460018'],
		['0044 20 7946 0018', 'US', '+442079460018'],
		['011 44 20 7946 0018', 'US', '+442079460018'],
		['010 1 415 555 0100', 'JP', '+14155550100'],
		['0011 64 9 123 4567', 'AU', '+6491234567'],
		['810 44 20 7946 0018', 'RU', '+442079460018'],
		['001 415 555 0100', 'GB', '+14155550100'],
	])('reads the international prefix of %s (default %s)', (input, country, e164) => {
		expect(normalizePhoneNumber(input, country)).toBe(e164);
	});

	it.each([
		['+1 415 555 0100', '+14155550100'],
		['\u202A+1\u00A0415\u2011555\u20110100\u202C', '+14155550100'],
		['＋１４１５５５５０１００', '+14155550100'],
		['+44 (0)20 7946 0018', '+442079460018'],
		['+49 (0) 30 123456', '+4930123456'],
		['+39 06 1234 5678', '+390612345678'],
		['+36 06 30 123 4567', '+36301234567'],
		['+61 1300 123 456', '+611300123456'],
		['+225 01 23 45 67 89', '+2250123456789'],
		['+800 1234 5678', '+80012345678'],
		['+881 612 345 678', '+881612345678'],
	])('reads the international number %s whatever the default country', (input, e164) => {
		for (const country of [undefined, '', ' ', 'US', 'IT', 'DE']) {
			expect(normalizePhoneNumber(input, country)).toBe(e164);
		}
	});

	it.each([
		['14155550100', 'US', '+14155550100'],
		['442079460018', 'GB', '+442079460018'],
		['919876543210', 'IN', '+919876543210'],
		['4512345678', 'DK', '+4512345678'],
		['45123456', 'DK', '+4545123456'],
		['13912345678', 'CN', '+8613912345678'],
		['4915123456789', 'DE', '+4915123456789'],
		['31612345678', 'NL', '+31612345678'],
		['393123456789', 'IT', '+393123456789'],
	])('reads the digits %s with or without the calling code of %s', (input, country, e164) => {
		expect(normalizePhoneNumber(input, country)).toBe(e164);
	});

	it.each([
		['', undefined, /is empty/],
		['  ', 'US', /is empty/],
		['1-800-FLOWERS', 'US', /contains letters.*digits only/],
		['+14155550100 ext 5', undefined, /contains letters/],
		['anonymous', 'US', /contains letters/],
		['sip:alice@phone.plivo.com', 'US', /contains letters/],
		['+14155550100<+14155550101', undefined, /contains "<".*one phone number/],
		['+14155550100,+14155550101', undefined, /not one phone number/],
		['415+5550100', 'US', /not one phone number/],
		['++14155550100', undefined, /not one phone number/],
		['#31#4155550100', 'US', /not one phone number/],
	])('refuses %p (default %s)', (input, country, words) => {
		expect(refusal(input, country)).toMatch(words);
	});

	it.each([
		['4155550100', undefined, /does not say its country: start it with \+/],
		['14155550100', undefined, /does not say its country/],
		['011 44 20 7946 0018', undefined, /does not say its country/],
		['(415) 555-0100', 'UK', /default country "UK" is not known.*such as US or GB/],
		['555-0100', 'US', /not a complete phone number of US, where one has 10 digits/],
		['155 555 0100', 'US', /not a complete phone number of US/],
		['442079460018', 'US', /for another country start it with \+/],
		['7946 0018', 'GB', /where one has 9 or 10 digits after the leading 0/],
		['6555 1234', 'CN', /not a complete phone number of CN/],
		['123 45 67', 'SE', /not a complete phone number of SE/],
		['911', 'US', /not a complete/],
		['+44 20 7946', undefined, /has 6 digits after \+44, where a number has 9 or 10/],
		['+1 415 555 010', 'US', /has 9 digits after \+1, where a number has 10/],
		['+1 115 555 0100', undefined, /is not a possible number after \+1/],
		['+0 20 7946 0018', undefined, /does not begin with the calling code of a country/],
		['+999 123 4567', undefined, /does not begin with the calling code of a country/],
		['+4915123456789012', undefined, /\+49/],
		['+800 12', undefined, /does not have 7 to 15 digits/],
	])('refuses the incomplete %p (default %s) and says how to write it', (input, country, words) => {
		expect(refusal(input, country)).toMatch(words);
	});

	it('never guesses between two readings', () => {
		expect(refusal('4930123456', 'DE')).toBe(
			'"4930123456" can be read as +494930123456 or +4930123456: write the one that is meant, with +.',
		);
		expect(refusal('39061234567', 'IT')).toMatch(/can be read as/);
	});

	it('quotes no more than 40 characters', () => {
		expect(refusal('1'.repeat(500), 'US').length).toBeLessThan(250);
		expect(refusal('x'.repeat(500)).length).toBeLessThan(200);
	});

	it('gives E.164 or a PhoneNumberError for any text, and E.164 stays as it is', () => {
		const digits = fc.string({ unit: fc.constantFrom(...'0123456789+ -()./'), maxLength: 24 });
		const country = fc.option(fc.constantFrom(...countriesWithDialingPlan()), { nil: undefined });
		fc.assert(
			fc.property(fc.oneof(digits, fc.string({ unit: 'binary' })), country, (input, home) => {
				let e164: string;
				try {
					e164 = normalizePhoneNumber(input, home);
				} catch (error) {
					expect(error).toBeInstanceOf(PhoneNumberError);
					return;
				}
				// Austria has complete numbers of six digits in all.
				expect(e164).toMatch(/^\+[1-9]\d{5,14}$/);
				expect(normalizePhoneNumber(e164, home)).toBe(e164);
				expect(normalizePhoneNumber(`00${e164.slice(1)}`)).toBe(e164);
			}),
			{ numRuns: 1500 },
		);
	});

	it('reads the national form of every country back to its number', () => {
		for (const country of countriesWithDialingPlan()) {
			const plan = dialingPlan(country);
			if (plan === undefined) throw new Error(country);
			const { callingCode, trunkPrefixes } = plan;
			for (const length of plan.subscriberLengths) {
				const national = callingCode === '1' ? '4155550100' : '2'.repeat(length);
				const e164 = `+${callingCode}${national}`;
				expect(normalizePhoneNumber(e164)).toBe(e164);
				for (const trunk of trunkPrefixes.length === 0 ? [''] : trunkPrefixes) {
					expect([e164, 'ambiguous']).toContain(
						refusal(trunk + national, country)
							.replace('accepted as ', '')
							.replace(/^.*can be read as.*$/, 'ambiguous'),
					);
				}
			}
		}
	});
});

describe('dialing plans', () => {
	it('know every ISO country that has numbers', () => {
		const countries = countriesWithDialingPlan();
		expect(new Set(countries).size).toBe(countries.length);
		// 249 ISO codes less the seven without a plan, and XK, AC, TA.
		expect(countries).toHaveLength(249 - 7 + 3);
		expect(dialingPlan('ZZ')).toBeUndefined();
	});

	it('have calling codes of which none begins another, and possible lengths', () => {
		const codes = new Set(
			countriesWithDialingPlan().map((country) => dialingPlan(country)?.callingCode ?? ''),
		);
		for (const code of codes) {
			expect(code).toMatch(/^[1-9]\d{0,2}$/);
			for (const other of codes) expect(other !== code && other.startsWith(code)).toBe(false);
		}
		for (const country of countriesWithDialingPlan()) {
			const plan = dialingPlan(country);
			expect([country, plan?.subscriberLengths.size]).not.toEqual([country, 0]);
			for (const length of plan?.allLengths ?? []) {
				expect(length).toBeGreaterThanOrEqual(4);
				expect(length + (plan?.callingCode.length ?? 0)).toBeLessThanOrEqual(15);
			}
		}
	});

	it('find the countries that share a code', () => {
		expect(findCallingCode('442079460018')?.plans.map((plan) => plan.country)).toEqual(
			expect.arrayContaining(['GB', 'GG', 'IM', 'JE']),
		);
		expect(findCallingCode('80012345678')).toEqual({ callingCode: '800', plans: [] });
		expect(findCallingCode('0')).toBeNull();
		expect(findCallingCode('')).toBeNull();
	});
});

describe('numbers of providers', () => {
	it.each([
		['14155550100', '+14155550100'],
		['+14155550100', '+14155550100'],
		[' 14155550100 ', '+14155550100'],
		['1234567', '+1234567'],
		['123456789012345', '+123456789012345'],
		['123456', '123456'],
		['1234567890123456', '1234567890123456'],
		['00442079460018', '00442079460018'],
		['anonymous', 'anonymous'],
		['sip:alice@phone.plivo.com', 'sip:alice@phone.plivo.com'],
		['sip:14155550100@1.zt.plivo.com', 'sip:14155550100@1.zt.plivo.com'],
		['', ''],
	])('fromProviderNumber(%p) is %p', (value, expected) => {
		expect(fromProviderNumber(value)).toBe(expected);
		expect(fromProviderNumber(expected)).toBe(expected);
	});

	it('phoneNumberDigits leaves the + out', () => {
		expect(phoneNumberDigits('+14155550100')).toBe('14155550100');
		expect(phoneNumberDigits('14155550100')).toBe('14155550100');
	});
});

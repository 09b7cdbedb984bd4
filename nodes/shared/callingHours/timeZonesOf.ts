import { NUMBERING } from './numbering';

/** `1212`, or `35315:12` for numbers with 12 digits only. */
const zonesByPrefix = new Map<string, readonly string[]>();
let longestPrefix = 0;

for (const line of NUMBERING.trim().split(/\n(?! )/)) {
	const separator = line.indexOf(':');
	const zones = line.slice(0, separator).split(' ');
	for (const prefix of line.slice(separator + 1).match(/\S+/g) ?? []) {
		zonesByPrefix.set(prefix, zones[0] === '-' ? [] : zones);
		longestPrefix = Math.max(longestPrefix, prefix.replace(/:.*/, '').length);
	}
}

/**
 * The IANA time zones that a phone may be in, by its number: those of its country, in the North American plan those of its area
 * code. No zone for what is no E.164 number, for numbers of no place (toll-free, premium, personal, satellite) and for area codes
 * that are not known. Of zones whose clocks show the same it names one.
 * @param e164 a phone number such as +14155550100
 */
export function timeZonesOf(e164: string): readonly string[] {
	const digits = /^\+(\d{7,15})$/.exec(e164)?.[1];
	if (digits === undefined) return [];
	for (let length = Math.min(longestPrefix, digits.length); length > 0; length--) {
		const prefix = digits.slice(0, length);
		const zones = zonesByPrefix.get(`${prefix}:${digits.length}`) ?? zonesByPrefix.get(prefix);
		if (zones !== undefined) return zones;
	}
	return [];
}

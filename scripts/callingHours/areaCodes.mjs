/** The zones of the area codes of the North American plan. A code that is not listed here is not known: +1 itself has no zone. */
import { AREA_CODE_ZONES, MORE_AREA_CODE_ZONES, OVERLAYS } from './corrections.mjs';
import { clockOf, largest, zonesByPrefix } from './dataSets.mjs';

/**
 * All zones of the map under each area code: its finer division, by exchange, says where a number was first given out, which
 * mobile and ported numbers have left.
 */
function mapped() {
	const codes = new Map();
	for (const [prefix, zones] of zonesByPrefix) {
		const code = /^1(\d{3})/.exec(prefix)?.[1];
		if (code !== undefined) codes.set(code, new Set([...(codes.get(code) ?? []), ...zones]));
	}
	return codes;
}

/** One zone for each clock, sorted; of several with the same the one with the largest city. */
function distinct(zones) {
	const byClock = Map.groupBy([...zones].sort(), clockOf);
	return [...byClock.values()].map(largest).sort();
}

function change(codes, code, zones) {
	const before = distinct(codes.get(code) ?? []).join();
	codes.set(code, new Set(zones));
	if (distinct(zones).join() === before) throw new Error(`Not needed any more: +1 ${code}`);
}

/** @returns {Map<string, string[]>} zones by prefix of E.164 numbers, `1` and the area code */
export function areaCodePrefixes() {
	const codes = mapped();
	for (const [code, zones] of Object.entries(AREA_CODE_ZONES)) change(codes, code, zones);
	for (const [code, more] of Object.entries(MORE_AREA_CODE_ZONES)) {
		change(codes, code, [...(codes.get(code) ?? []), ...more]);
	}
	for (const overlay of OVERLAYS) {
		const shared = overlay.split('/');
		const zones = shared.flatMap((code) => [...(codes.get(code) ?? [])]);
		const differing = shared.filter(
			(code) => distinct(codes.get(code) ?? []).join() !== distinct(zones).join(),
		);
		if (differing.length === 0) throw new Error(`Not needed any more: ${overlay}`);
		for (const code of shared) codes.set(code, new Set(zones));
	}
	return new Map([...codes].map(([code, zones]) => [`1${code}`, distinct(zones)]));
}

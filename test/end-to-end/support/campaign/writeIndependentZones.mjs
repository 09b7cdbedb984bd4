/**
 * Writes independentZones.ts beside this file: where phones are, from other data than the package has, for the check of a
 * campaign's calls. To be run where these are installed, which the project does not need otherwise:
 *
 *   npm install --prefix <folder> areacodes@0.2.1 tz-lookup@6.1.25
 *   node test/end-to-end/support/campaign/writeIndependentZones.mjs <folder>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ZONE_INFORMATION = '/usr/share/zoneinfo';

/** Canadian area codes of one province or territory with one time, as the Canadian Numbering Administrator lists them. */
const CANADA = {
	'America/Edmonton': '403 587 780 825',
	'America/Halifax': '902 782',
	'America/Moncton': '506',
	'America/Regina': '306 639',
	'America/St_Johns': '709',
	'America/Toronto': '416 437 438 450 514 519 613 647 905',
	'America/Winnipeg': '204 431',
};

/** Calling codes of countries, with the first digits that tell two of one code apart. */
const COUNTRIES = {
	27: 'ZA',
	34: 'ES',
	351: 'PT',
	353: 'IE',
	39: 'IT',
	44: 'GB',
	49: 'DE',
	52: 'MX',
	55: 'BR',
	61: 'AU',
	64: 'NZ',
	77: 'KZ',
	79: 'RU',
	81: 'JP',
	91: 'IN',
	971: 'AE',
};

const folder = resolve(process.argv[2] ?? '.');
const require = createRequire(join(folder, 'package.json'));
const areas = require('areacodes/lib/data.json');
const zoneAt = require('tz-lookup');

const zoneTable = readFileSync(join(ZONE_INFORMATION, 'zone.tab'), 'utf8')
	.split('\n')
	.filter((line) => line !== '' && !line.startsWith('#'))
	.map((line) => line.split('\t'));
const zonesOf = (country) =>
	zoneTable.filter(([code]) => code === country).map(([, , zone]) => zone);
const [, zoneVersion] = /^# version (\S+)/.exec(
	readFileSync(join(ZONE_INFORMATION, 'tzdata.zi'), 'utf8'),
);

/** Zones of the United States and their territories: a place elsewhere is a slip of the list of area codes. */
const AMERICAN = new Set(['US', 'PR', 'VI', 'GU', 'MP', 'AS'].flatMap(zonesOf));

const byPrefix = new Map();
for (const [code, { type, location }] of Object.entries(areas)) {
	if (type !== 'local') continue;
	const zone = zoneAt(location.latitude, location.longitude);
	if (AMERICAN.has(zone)) byPrefix.set(`1${code}`, zone);
}
for (const [zone, codes] of Object.entries(CANADA)) {
	for (const code of codes.split(' ')) byPrefix.set(`1${code}`, zone);
}
for (const [code, country] of Object.entries(COUNTRIES)) {
	byPrefix.set(code, zonesOf(country).sort().join(' '));
}

const versionOf = (name) => require(`${name}/package.json`).version;
const groups = Map.groupBy([...byPrefix.keys()].sort(), (prefix) => byPrefix.get(prefix));
const entries = [...groups]
	.sort(([one], [other]) => (one < other ? -1 : 1))
	.map(([zones, prefixes]) => `\t'${zones}':\n\t\t'${prefixes.join(' ')}',`);

writeFileSync(
	fileURLToPath(new URL('independentZones.ts', import.meta.url)),
	`/*!
 * Written by writeIndependentZones.mjs: change that, then run it again.
 * areacodes ${versionOf('areacodes')} (MIT): the main city of each area code of the United States
 * tz-lookup ${versionOf('tz-lookup')} (CC0): the time zone at a place
 * zone.tab ${zoneVersion} (public domain): the time zones of a country
 */

/** Time zones, separated by blanks, and the prefixes of the numbers (without \`+\`) of phones that may be in any of them. */
export const INDEPENDENT_ZONES: Readonly<Record<string, string>> = {
${entries.join('\n')}
};
`,
);

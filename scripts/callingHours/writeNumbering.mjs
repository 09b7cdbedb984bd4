/**
 * Writes nodes/shared/callingHours/numbering.ts: which time zones a phone number can be in. To be run after an update of one of
 * the packages it reads: `node scripts/callingHours/writeNumbering.mjs`. With `--print` it prints the file instead.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { areaCodePrefixes } from './areaCodes.mjs';
import { callingCodePrefixes } from './callingCodes.mjs';
import { sources } from './dataSets.mjs';

const target = fileURLToPath(
	new URL('../../nodes/shared/callingHours/numbering.ts', import.meta.url),
);

const COLUMNS = 120;

/** `Zone/One Zone/Two: prefix prefix ...`, with what is too long on further lines, indented. */
function line(zones, prefixes) {
	const lines = [`${zones === '' ? '-' : zones}:`];
	for (const prefix of prefixes) {
		const longer = `${lines.at(-1)} ${prefix}`;
		if (longer.length > COLUMNS) lines.push(`  ${prefix}`);
		else lines[lines.length - 1] = longer;
	}
	return lines.join('\n');
}

/** What a number falls back on when a longer prefix is not listed. */
function shorter(prefixes, prefix) {
	for (let length = prefix.length - 1; length > 0; length--) {
		const zones = prefixes.get(prefix.slice(0, length));
		if (zones !== undefined) return zones.join();
	}
	return undefined;
}

function text() {
	const prefixes = new Map([...areaCodePrefixes(), ...callingCodePrefixes()]);
	const telling = [...prefixes].filter(
		([prefix, zones]) => prefix.includes(':') || shorter(prefixes, prefix) !== zones.join(),
	);
	const byZones = Map.groupBy(telling, ([, zones]) => zones.join(' '));
	const lines = [...byZones]
		.map(([zones, entries]) => line(zones, entries.map(([prefix]) => prefix).sort()))
		.sort();
	return `/*!
 * Written by scripts/callingHours/writeNumbering.mjs: change that, then run \`node scripts/callingHours/writeNumbering.mjs\`.
${sources.map((source) => ` * ${source}`).join('\n')}
 * corrected in scripts/callingHours/corrections.mjs.
 */

/**
 * Time zones, and the prefixes of the E.164 numbers (without \`+\`) of phones that may be in any of them; \`-\` for numbers at no
 * place. The longest prefix counts; \`35315:12\` is one of numbers with 12 digits only.
 */
export const NUMBERING = \`
${lines.join('\n')}
\`;
`;
}

if (process.argv.includes('--print')) process.stdout.write(text());
else writeFileSync(target, text());

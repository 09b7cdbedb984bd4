import { SETTINGS } from '../../../bridge/src/config/config';
import { expectGenerated } from '../operations/generatedDocument';

const variables = SETTINGS.map(({ variable }) => variable);

/** What a setting is when its variable is not there. */
function fallback({ schema }: (typeof SETTINGS)[number]): string {
	const parsed = schema.safeParse(undefined);
	if (!parsed.success) return '(required)';
	if (parsed.data === undefined || (Array.isArray(parsed.data) && parsed.data.length === 0)) {
		return '-';
	}
	return `\`${String(parsed.data)}\``;
}

test('every variable is there once', () => {
	expect(variables.filter((name, place) => variables.indexOf(name) !== place)).toEqual([]);
});

test('the table in docs/bridge.md is the configuration', () => {
	const rows = SETTINGS.map(
		(one) => `| \`${one.variable}\` | ${fallback(one)} | ${one.help} | ${one.wants} |`,
	);
	expectGenerated('bridge.md', {
		settings: ['| Variable | Default | Meaning | It must be |', '|---|---|---|---|', ...rows].join(
			'\n',
		),
	});
});

import { readConfig, SETTINGS } from '../../src/config/config';
import { idleSettings } from '../../src/config/idle';
import type { PlacedSetting } from '../../src/config/setting';

/** A configuration in which everything is as it is by default, changed without the check of the whole. */
const configWith = (changes: Record<string, unknown>) => ({
	...readConfig({ sharedSecret: 'sixteen characters' }),
	...changes,
});

const named = (name: string): PlacedSetting => {
	const setting = SETTINGS.find(({ variable }) => variable === name);
	if (!setting) throw new Error(`The bridge has no setting ${name}.`);
	return setting;
};

/** A value of the setting that it does not have by default. */
const another = ({ schema }: PlacedSetting): unknown => {
	const usual = schema.parse(undefined);
	const candidates = ['all', 'ogg', 'x', 'https://s3.example.com', true, false, 7, 60_000, ['x']];
	return candidates.find((value) => value !== usual && schema.safeParse(value).success);
};

/** The configuration with that value where the setting stands. */
const changed = (setting: PlacedSetting, config = configWith({})) => {
	const copy = structuredClone(config) as Record<string, unknown>;
	const holder = setting.path
		.slice(0, -1)
		.reduce((value, name) => value[name] as Record<string, unknown>, copy);
	holder[setting.path.at(-1) ?? ''] = another(setting);
	return copy as typeof config;
};

const needing = (base: string, names: RegExp) =>
	SETTINGS.filter(({ variable }) => names.test(variable)).map(
		({ variable }) => [variable, base] as const,
	);

const DEPENDENT = [
	...needing('BRIDGE_RECORDINGS', /^BRIDGE_(RECORD|RECORDING_\w+)$/),
	...needing('BRIDGE_RECORDINGS=s3://bucket/prefix', /^BRIDGE_S3_/),
	...needing('BRIDGE_DATA_FOLDER', /^BRIDGE_EVENTS_SYNC$/),
	...needing('BRIDGE_PAGE_PASSWORD', /^BRIDGE_PAGE_(VIEWERS|LISTENERS)$/),
];

describe('settings that do nothing because another one is missing', () => {
	it('are none by default', () => {
		expect(idleSettings(configWith({}), SETTINGS)).toEqual([]);
	});

	it('exist under the names that the rules have', () => {
		expect(DEPENDENT.length).toBeGreaterThanOrEqual(8);
	});

	it.each(DEPENDENT)('%s needs %s', (variable, base) => {
		expect(idleSettings(changed(named(variable)), SETTINGS)).toEqual([
			`${variable} needs ${base} too: without it, it does nothing.`,
		]);
	});

	it.each(DEPENDENT)('%s acts with %s', (variable) => {
		const { recordings, events, page } = configWith({});
		const config = configWith({
			recordings: { ...recordings, place: 's3://bucket/prefix' },
			events: { ...events, dataFolder: '/var/lib/bridge' },
			page: { ...page, password: 'a long password of the page' },
		});
		expect(idleSettings(changed(named(variable), config), SETTINGS)).toEqual([]);
	});

	it('are those of the bucket also where recordings go to a folder', () => {
		const config = configWith({
			recordings: { ...configWith({}).recordings, place: '/var/lib/recordings' },
		});
		const setting = named('BRIDGE_S3_ACCESS_KEY_ID');
		expect(idleSettings(changed(setting, config), SETTINGS)).toEqual([
			'BRIDGE_S3_ACCESS_KEY_ID needs BRIDGE_RECORDINGS=s3://bucket/prefix too: without it, it does nothing.',
		]);
	});
});

import { placeOf, type RecordingsConfig } from '../recording/recordingSettings';
import type { PlacedSetting } from './setting';

/** What must be known to tell whether settings have something to act on. */
interface Bases {
	recordings: RecordingsConfig;
	events: { dataFolder?: string | undefined };
	page: { password?: string | undefined };
}

/** Settings by their names, what they need, and whether that is there. */
const NEEDS: Array<{ names: RegExp; base: string; isThere: (config: Bases) => boolean }> = [
	{
		names: /^BRIDGE_(RECORD|RECORDING_\w+)$/,
		base: 'BRIDGE_RECORDINGS',
		isThere: ({ recordings }) => recordings.place !== undefined,
	},
	{
		names: /^BRIDGE_S3_/,
		base: 'BRIDGE_RECORDINGS=s3://bucket/prefix',
		isThere: ({ recordings }) => 'bucket' in (placeOf(recordings) ?? {}),
	},
	{
		names: /^BRIDGE_EVENTS_SYNC$/,
		base: 'BRIDGE_DATA_FOLDER',
		isThere: ({ events }) => events.dataFolder !== undefined,
	},
	{
		names: /^BRIDGE_PAGE_(VIEWERS|LISTENERS)$/,
		base: 'BRIDGE_PAGE_PASSWORD',
		isThere: ({ page }) => page.password !== undefined,
	},
];

/** Settings that are not what they are by default, and do nothing because another one is missing: one sentence for each. */
export function idleSettings(config: Bases, known: readonly PlacedSetting[]): string[] {
	return NEEDS.filter(({ isThere }) => !isThere(config)).flatMap(({ names, base }) =>
		known
			.filter(({ variable, path, schema }) => {
				return names.test(variable) && valueAt(config, path) !== schema.parse(undefined);
			})
			.map(({ variable }) => `${variable} needs ${base} too: without it, it does nothing.`),
	);
}

function valueAt(config: unknown, path: readonly string[]): unknown {
	return path.reduce((value, name) => (value as Record<string, unknown>)[name], config);
}

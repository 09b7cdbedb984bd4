import { z } from 'zod';
import { processesSetting } from '../cluster/clusterSettings';
import { doorsFault, doorsSchema } from '../doors/doorsSettings';
import { settingsFromEnvironment, type Environment } from './environment';
import { eventsSchema } from '../events/eventsSettings';
import { idleSettings } from './idle';
import { framesSchema } from '../frames/framesSettings';
import { limitsSchema } from './limits';
import { misspelt } from './misspelt';
import { metricsSchema } from '../metrics/metricsSettings';
import { pageSchema } from '../page/pageSettings';
import { recordingsFault, recordingsSchema } from '../recording/recordingSettings';
import { tracingSchema } from '../tracing/tracingSettings';
import { setting, settingsIn } from './setting';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** As many as n8n compares beside the one in use. */
const MOST_FORMER_SECRETS = 4;

const configSchema = z.object({
	sharedSecret: setting(
		// Among the former ones it will stand in a list.
		z
			.string()
			.trim()
			.min(16)
			.regex(/^[^,]*$/),
		'BRIDGE_SHARED_SECRET',
		'set, with at least 16 characters and no comma',
		'The *Shared Secret* of the Voice Bridge credential: opens tokens, signs events',
	),
	formerSecrets: setting(
		z.array(z.string().trim().min(16)).max(MOST_FORMER_SECRETS).default([]),
		'BRIDGE_FORMER_SECRETS',
		`at most ${MOST_FORMER_SECRETS} texts of at least 16 characters, with commas between them`,
		'Shared secrets that were in use before: what was made with them is still good, and n8n may still have them',
	),
	host: setting(
		z.string().trim().min(1).default('127.0.0.1'),
		'BRIDGE_HOST',
		'an address of this machine',
		'The address it listens on; put a proxy with TLS in front',
	),
	port: setting(
		z.number().int().min(0).max(65535).default(8080),
		'BRIDGE_PORT',
		'a whole number from 0 to 65535',
		'The port it listens on; 0 takes any free one',
	),
	publicUrl: setting(
		// What Plivo signs begins with these characters, and goes on with the path of a stream.
		z
			.url()
			.regex(/^wss?:\/\/[^\s/?#\\]+(\/[^\s?#\\]*)?$/)
			.optional(),
		'BRIDGE_PUBLIC_URL',
		'an address that begins with wss:// or ws://, with neither query nor fragment',
		'The *Public URL* of the Voice Bridge credential: the address Plivo connects to',
	),
	plivoAuthTokens: setting(
		z.array(z.string().trim().min(1)).default([]),
		'PLIVO_AUTH_TOKEN',
		'one Auth Token, or several with commas between them',
		'With this only streams that Plivo signed are accepted; needs `BRIDGE_PUBLIC_URL`',
	),
	logLevel: setting(
		z.enum(LOG_LEVELS).default('info'),
		'BRIDGE_LOG_LEVEL',
		`one of ${LOG_LEVELS.join(', ')}`,
		'What is logged; never a token, join URL or secret',
	),
	processes: processesSetting,
	doors: doorsSchema.prefault({}),
	events: eventsSchema.prefault({}),
	frames: framesSchema.prefault({}),
	metrics: metricsSchema.prefault({}),
	page: pageSchema.prefault({}),
	recordings: recordingsSchema.prefault({}),
	tracing: tracingSchema.prefault({}),
	limits: limitsSchema.prefault({}),
});

/** What `startBridge` takes: only `sharedSecret` is required. */
export type BridgeSettings = z.input<typeof configSchema>;
/** The same with every default filled in. */
export type BridgeConfig = z.output<typeof configSchema>;

/** The shared secret in use, and then those that were before. */
export function secretsOf({ sharedSecret, formerSecrets }: BridgeConfig): readonly string[] {
	return [sharedSecret, ...formerSecrets];
}

/** Every setting there is, in the order of the docs. */
export const SETTINGS = settingsIn(configSchema);

/** The settings cannot be used; the message says why, one sentence per fault, without values. */
export class BridgeConfigError extends Error {
	override name = 'BridgeConfigError';
}

/** Rules about several settings at once: what is wrong, or undefined. */
const RULES: Array<(config: BridgeConfig) => string | undefined> = [
	({ plivoAuthTokens, publicUrl }) =>
		plivoAuthTokens.length > 0 && publicUrl === undefined
			? 'PLIVO_AUTH_TOKEN needs BRIDGE_PUBLIC_URL too: Plivo signs the public address, not the local one.'
			: undefined,
	({ doors }) => doorsFault(doors),
	({ recordings }) => recordingsFault(recordings),
];

/** Checks settings (BridgeSettings) and fills in the defaults. Throws BridgeConfigError. */
export function readConfig(settings: unknown): BridgeConfig {
	const result = configSchema.safeParse(settings);
	const faults = result.success
		? [
				...RULES.map((rule) => rule(result.data)).filter((fault) => fault !== undefined),
				...idleSettings(result.data, SETTINGS),
			]
		: [...new Set(result.error.issues.map(faultOf))];
	if (result.success && faults.length === 0) return result.data;
	throw new BridgeConfigError(faults.join(' '));
}

/** The configuration from environment variables. Throws BridgeConfigError, also when one looks like a setting and is none. */
export function configFromEnvironment(environment: Environment): BridgeConfig {
	const unknown = misspelt(
		environment,
		SETTINGS.map(({ variable }) => variable),
	);
	if (unknown.length > 0) throw new BridgeConfigError(unknown.join(' '));
	return readConfig(settingsFromEnvironment(environment, SETTINGS));
}

function faultOf(issue: z.core.$ZodIssue): string {
	const known = SETTINGS.find(({ path }) =>
		path.every((name, place) => issue.path[place] === name),
	);
	if (known) return `${known.variable} must be ${known.wants}.`;
	return `Setting ${issue.path.join('.')}: ${issue.message}.`;
}

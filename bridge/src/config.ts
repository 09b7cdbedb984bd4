import { z } from 'zod';
import { limitsSchema } from './limits';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const configSchema = z
	.object({
		/** Shared with the n8n credential: opens tokens, signs events. */
		sharedSecret: z
			.string({ error: 'The shared secret is missing: set BRIDGE_SHARED_SECRET.' })
			.trim()
			.min(16, 'The shared secret needs at least 16 characters: set BRIDGE_SHARED_SECRET.'),
		host: z.string().trim().min(1).default('127.0.0.1'),
		/** 0 takes any free port. */
		port: z
			.number('The port must be a number: set BRIDGE_PORT.')
			.int('The port must be a whole number: set BRIDGE_PORT.')
			.min(0, 'The port must be 0 to 65535: set BRIDGE_PORT.')
			.max(65535, 'The port must be 0 to 65535: set BRIDGE_PORT.')
			.default(8080),
		/** The address Plivo connects to, as in the n8n credential: `wss://host[/path]`. */
		publicUrl: z
			.url({
				protocol: /^wss?$/,
				error: 'The public URL must begin with wss:// or ws://: set BRIDGE_PUBLIC_URL.',
			})
			.optional(),
		/** With these, a stream's upgrade request must carry Plivo's signature. */
		plivoAuthTokens: z.array(z.string().trim().min(1)).default([]),
		logLevel: z
			.enum(LOG_LEVELS, { error: `The log level is one of ${LOG_LEVELS.join(', ')}.` })
			.default('info'),
		limits: limitsSchema.prefault({}),
	})
	.refine((config) => config.plivoAuthTokens.length === 0 || config.publicUrl !== undefined, {
		error:
			'PLIVO_AUTH_TOKEN needs BRIDGE_PUBLIC_URL too: Plivo signs the public address, not the local one.',
	});

/** What `startBridge` takes: only `sharedSecret` is required. */
export type BridgeSettings = z.input<typeof configSchema>;
/** The same with every default filled in. */
export type BridgeConfig = z.output<typeof configSchema>;

/** The settings cannot be used; the message says why, one sentence per fault, without values. */
export class BridgeConfigError extends Error {
	override name = 'BridgeConfigError';
}

/** Checks settings (BridgeSettings) and fills in the defaults. Throws BridgeConfigError. */
export function readConfig(settings: unknown): BridgeConfig {
	const result = configSchema.safeParse(settings);
	if (result.success) return result.data;
	throw new BridgeConfigError(
		result.error.issues
			.map((issue) => (/^[A-Z].*\.$/.test(issue.message) ? issue.message : faultOf(issue)))
			.join(' '),
	);
}

function faultOf(issue: z.core.$ZodIssue): string {
	return `Setting ${issue.path.join('.')}: ${issue.message}.`;
}

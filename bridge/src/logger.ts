import { pino, type DestinationStream, type Logger } from 'pino';
import type { BridgeConfig } from './config';

/** Keys that never reach the log, wherever they turn up. */
const SECRET_KEYS = [
	'joinUrl',
	'token',
	'sharedSecret',
	'secret',
	'url',
	'authorization',
	'digits',
];

/** JSON log lines, to stdout unless a destination is given. Nothing is logged per media frame. */
export function createLogger(config: BridgeConfig, destination?: DestinationStream): Logger {
	const options = {
		name: 'bridge',
		level: config.logLevel,
		redact: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
	};
	return destination ? pino(options, destination) : pino(options);
}

/**
 * What may be said of an error in the log: its code (ECONNREFUSED ...) or its class. Messages of network
 * errors can carry the URL that was dialled, and here that URL is a credential.
 */
export function errorCode(error: unknown): string {
	if (typeof error !== 'object' || error === null) return 'unknown';
	const { code, cause, name } = error as { code?: unknown; cause?: unknown; name?: unknown };
	if (typeof code === 'string') return code;
	return cause ? errorCode(cause) : String(name);
}

import { pino, type DestinationStream, type Logger } from 'pino';
import type { BridgeConfig } from './config/config';
import { LogOutput } from './logOutput';
import { lineRedactor, secretsIn } from './redaction';

/**
 * JSON log lines, to stdout unless a destination is given; no secret gets through (redaction.ts). Nothing is logged per media
 * frame.
 */
export function createLogger(config: BridgeConfig, destination?: DestinationStream): Logger {
	const options = {
		name: 'bridge',
		level: config.logLevel,
		hooks: { streamWrite: lineRedactor(secretsIn(config)) },
	};
	return pino(options, destination ?? standardOutput());
}

function standardOutput(): LogOutput {
	const output = new LogOutput(1);
	process.on('exit', () => output.flushSync());
	return output;
}

/** The log of one call: every line of it names the call on both sides. */
export function callLogger(log: Logger, call: { callId: string; callUuid: string }): Logger {
	return log.child({ callId: call.callId, callUuid: call.callUuid });
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

/** What the log says of an error that is a bug of the bridge: its class and where it was thrown, but not its message, which may hold a credential. */
export function faultOf(error: unknown): { code: string; at: string[] } {
	const stack = error instanceof Error ? (error.stack ?? '') : '';
	const places = [...stack.matchAll(/^ {4}at (.+)$/gm)].map(([, place = '']) => place);
	return { code: errorCode(error), at: places.slice(0, 6) };
}

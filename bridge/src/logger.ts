import { pino, type DestinationStream, type Logger } from 'pino';
import type { BridgeConfig } from './config/config';
import { LogOutput, unblocked } from './logOutput';
import type { BridgeMetrics } from './metrics/bridgeMetrics';
import { lineRedactor, secretsIn } from './redaction';

/** Where it is counted what is left out. */
type Counts = Pick<BridgeMetrics, 'logLinesDropped'>;

/**
 * JSON log lines, to stdout unless a destination is given; no secret gets through (redaction.ts). Nothing is logged per media
 * frame.
 */
export function createLogger(
	config: BridgeConfig,
	destination?: DestinationStream,
	counts?: Counts,
): Logger {
	const options = {
		name: 'bridge',
		level: config.logLevel,
		hooks: { streamWrite: lineRedactor(secretsIn(config)) },
	};
	if (destination) return pino(options, destination);
	const output = new LogOutput(unblocked(1), () => {
		if (counts) counts.logLinesDropped += 1;
	});
	process.on('exit', () => output.end());
	const logger = pino(options, output);
	output.onWritable = (lines) => logger.warn({ lines }, 'lines of the log were left out');
	return logger;
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

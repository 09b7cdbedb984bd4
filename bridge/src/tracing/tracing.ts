import type { Logger } from 'pino';
import { NO_TRACING, type Tracing } from './callTrace';

/** Starts tracing when there is an address for it; without one nothing of OpenTelemetry is loaded. */
export async function startTracing(url: string | undefined, log: Logger): Promise<Tracing> {
	if (url === undefined) return NO_TRACING;
	const { startOtlpTracing } = await import('./otlpTracing');
	return startOtlpTracing(url, log);
}

import { ROOT_CONTEXT, SpanKind, trace, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
	defaultResource,
	detectResources,
	envDetector,
	resourceFromAttributes,
} from '@opentelemetry/resources';
import {
	BasicTracerProvider,
	BatchSpanProcessor,
	type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';
import { errorCode } from '../logger';
import { BRIDGE_VERSION } from '../version';
import type { CallTrace, TracedCall, Tracing } from './callTrace';
import { SpanTrace } from './spanTrace';

const SERVICE_NAME = 'plivo-ultravox-bridge';

/**
 * Traces of calls, sent to a collector in batches. Finished spans are put into a queue (2048 of them unless OTEL_BSP_MAX_QUEUE_SIZE says
 * otherwise; when it is full, new ones are dropped, which OpenTelemetry does not tell) and nothing waits for them: a collector that fails or hangs costs that much memory and
 * nothing else. The `OTEL_*` variables of sampling, headers, timeouts, batches, service name and resource are read by OpenTelemetry.
 */
export function startOtlpTracing(url: string, log: Logger): Tracing {
	const processor = new BatchSpanProcessor(toldOf(new OTLPTraceExporter({ url }), log));
	const resource = defaultResource()
		.merge(
			resourceFromAttributes({ 'service.name': SERVICE_NAME, 'service.version': BRIDGE_VERSION }),
		)
		.merge(detectResources({ detectors: [envDetector] }));
	const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
	const tracer = provider.getTracer(SERVICE_NAME, BRIDGE_VERSION);
	return {
		openCall: (call) => openCall(tracer, call),
		shutDown: async (limitMs) => await within(limitMs, provider.shutdown()),
	};
}

function openCall(tracer: Tracer, { callId, callUuid, contentType }: TracedCall): CallTrace {
	const attributes = {
		'call.id': callId,
		'call.uuid': callUuid,
		'call.content_type': contentType,
	};
	const span = tracer.startSpan('call', { kind: SpanKind.SERVER, attributes }, ROOT_CONTEXT);
	return new SpanTrace(tracer, span, trace.setSpan(ROOT_CONTEXT, span));
}

/** The same exporter, with a line in the log when the collector begins to fail and when it is back. */
function toldOf(exporter: OTLPTraceExporter, log: Logger): SpanExporter {
	let failing = false;
	return {
		export: (spans, done) =>
			exporter.export(spans, (result) => {
				const failed = result.error !== undefined;
				if (failed && !failing) log.warn({ code: codeOf(result.error) }, 'traces are not taken');
				if (!failed && failing) log.info('traces are taken again');
				failing = failed;
				done(result);
			}),
		shutdown: async () => await exporter.shutdown(),
		forceFlush: async () => await exporter.forceFlush(),
	};
}

/** The status that the collector answered with, or why it could not be asked. */
function codeOf(error: unknown): string | number {
	const { code } = error as { code?: unknown };
	return typeof code === 'number' ? code : errorCode(error);
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, limitMs);
	});
	await Promise.race([work.catch(() => undefined), limit]);
	clearTimeout(timer);
}

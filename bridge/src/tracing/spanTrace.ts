import { SpanKind, SpanStatusCode, type Context, type Span, type Tracer } from '@opentelemetry/api';
import type { BridgeReport } from '../../../nodes/shared/bridgeEvents';
import type { CallTrace, Facts, TracedPart } from './callTrace';

/** Ends that are nobody's wish. */
const FAULTS: ReadonlySet<BridgeReport['reason']> = new Set([
	'agent-refused',
	'agent-lost',
	'stream-lost',
	'protocol-error',
	'no-audio',
	'stalled',
]);

/** The trace of one call as spans: one for the call, and one below it for each part. */
export class SpanTrace implements CallTrace {
	readonly traceparent: string;
	private readonly parts = new Map<TracedPart, Span>();

	constructor(
		private readonly tracer: Tracer,
		private readonly call: Span,
		private readonly context: Context,
	) {
		const { traceId, spanId, traceFlags } = call.spanContext();
		this.traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
	}

	begin(part: TracedPart, facts: Facts = {}): void {
		if (this.parts.has(part) || !this.call.isRecording()) return;
		const kind = part === 'agent dial' || part === 'resume' ? SpanKind.CLIENT : SpanKind.INTERNAL;
		const options = { kind, attributes: facts };
		this.parts.set(part, this.tracer.startSpan(part, options, this.context));
	}

	finish(part: TracedPart, fault?: string): void {
		const span = this.parts.get(part);
		if (!span) return;
		this.parts.delete(part);
		if (fault !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: fault });
		span.end();
	}

	note(what: string, facts: Facts = {}): void {
		this.call.addEvent(what, facts);
	}

	end(report: BridgeReport): void {
		if (!this.call.isRecording()) return;
		const fault = FAULTS.has(report.reason) ? report.reason : undefined;
		for (const part of [...this.parts.keys()]) this.finish(part, fault);
		this.call.setAttributes({
			'call.ended_by': report.endedBy,
			'call.reason': report.reason,
			'call.frames_from_caller': report.framesFromCaller,
			'call.frames_to_caller': report.framesToCaller,
			'call.dropped_frames': report.droppedFrames,
			'call.barge_ins': report.bargeIns,
			'call.resumes': report.resumes,
		});
		if (report.firstAgentAudioMs !== null) {
			this.call.setAttribute('call.first_agent_audio_ms', report.firstAgentAudioMs);
		}
		if (fault !== undefined) {
			this.call.setStatus({ code: SpanStatusCode.ERROR, message: fault });
		}
		this.call.end();
	}
}

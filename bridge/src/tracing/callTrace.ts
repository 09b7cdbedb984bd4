import type { BridgeReport } from '../../../nodes/shared/bridgeEvents';

/** What a trace may say of a call: ids, but no phone number and no address. */
export interface TracedCall {
	/** Ultravox's id of the call. */
	callId: string;
	/** Plivo's id of the call. */
	callUuid: string;
	contentType: string;
}

/** A part of a call that takes time. */
export type TracedPart = 'agent dial' | 'first audio' | 'resume' | 'farewell';

/** The trace of one call. All of it returns at once and never throws. */
export interface CallTrace {
	/** W3C trace context to send along with requests that belong to the call; undefined when nothing is traced. */
	readonly traceparent: string | undefined;
	/** A part begins. One that is under way already goes on. */
	begin(part: TracedPart, facts?: Facts): void;
	/** A part is over; without effect when it is not under way. `fault`: why it failed. */
	finish(part: TracedPart, fault?: string): void;
	/** Something happened in a moment. */
	note(what: string, facts?: Facts): void;
	/** The call is over, and with it every part that is under way. */
	end(report: BridgeReport): void;
}

/** What is told of a part or a moment; no phone numbers and no secrets. */
export type Facts = Record<string, string | number>;

/** Makes the traces of calls. */
export interface Tracing {
	openCall(call: TracedCall): CallTrace;
	/** Sends what is left, within this time in milliseconds; then nothing is traced any more. Never throws. */
	shutDown(limitMs: number): Promise<void>;
}

/** The trace of a call that is not traced. */
export const NO_TRACE: CallTrace = {
	traceparent: undefined,
	begin: () => undefined,
	finish: () => undefined,
	note: () => undefined,
	end: () => undefined,
};

/** Tracing that is not configured. */
export const NO_TRACING: Tracing = {
	openCall: () => NO_TRACE,
	shutDown: async () => undefined,
};

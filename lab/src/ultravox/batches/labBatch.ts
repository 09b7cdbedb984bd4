import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';
import type { CallMedium, CallRequest } from '../vendorTypes';

/** A call of a batch. */
export interface LabScheduledCall {
	/** What the body said of it. */
	readonly request: Pick<
		CallRequest,
		'medium' | 'metadata' | 'templateContext' | 'experimentalSettings'
	>;
	/** `made`: there is a call, but it does not count as a success yet (variant `batchSuccess`). */
	state: 'waiting' | 'made' | 'SUCCESS' | 'EXPIRED' | 'ERROR';
	callId: string | null;
	error: string | null;
}

/** A batch of calls with one agent (ultravox.md §6). */
export interface LabBatch {
	readonly sequence: number;
	readonly batchId: string;
	readonly agentId: string;
	readonly created: string;
	windowStart: string | null;
	windowEnd: string | null;
	throttle: string | null;
	webhookUrl: string | null;
	webhookSecret: string | null;
	paused: boolean;
	endedAt: string | null;
	calls: LabScheduledCall[];
}

/** A new batch from a body that passed the schema; a secret is made up where there is a webhook without one. */
export function createBatch(agentId: string, body: JsonObject, created: string): LabBatch {
	const batch: LabBatch = {
		sequence: nextSequence(),
		batchId: randomUUID(),
		agentId,
		created,
		windowStart: null,
		windowEnd: null,
		throttle: null,
		webhookUrl: null,
		webhookSecret: null,
		paused: false,
		endedAt: null,
		calls: [],
	};
	const changed = changedBatch(batch, body);
	const needsSecret = changed.webhookUrl !== null && changed.webhookSecret === null;
	return {
		...changed,
		...(needsSecret ? { webhookSecret: randomBytes(24).toString('base64url') } : {}),
		calls: scheduledCalls(body),
	};
}

/** The batch with the settings the body names; its calls are not among them. */
export function changedBatch(batch: LabBatch, body: JsonObject): LabBatch {
	const fields = ['windowStart', 'windowEnd', 'throttle', 'webhookUrl', 'webhookSecret', 'paused'];
	return {
		...batch,
		...Object.fromEntries(
			fields.filter((field) => body[field] !== undefined).map((field) => [field, body[field]]),
		),
	};
}

export function scheduledCalls(body: JsonObject): LabScheduledCall[] {
	const calls = Array.isArray(body.calls) ? (body.calls as JsonObject[]) : [];
	return calls.map((call) => ({
		request: Object.fromEntries(Object.entries(call).filter(([, value]) => value !== null)),
		state: 'waiting',
		callId: null,
		error: null,
	}));
}

/** Whether the provider dials: only such calls need no webhook (ultravox.md §6). */
export function isOutgoing(medium: CallMedium | undefined): boolean {
	return Object.values(medium ?? {}).some(
		(settings) => (settings as { outgoing?: unknown } | undefined)?.outgoing !== undefined,
	);
}

/** The `status` of a scheduled call: FUTURE before the window, PENDING from then on until something happened. */
export function scheduledCallStatus(
	call: LabScheduledCall,
	{ windowStart }: LabBatch,
	now: number,
): string {
	if (call.state === 'made') return 'PENDING';
	if (call.state !== 'waiting') return call.state;
	return windowStart !== null && now < Date.parse(windowStart) ? 'FUTURE' : 'PENDING';
}

/** The ScheduledCall object of the API. */
export function scheduledCallJson(
	call: LabScheduledCall,
	batch: LabBatch,
	now: number,
): JsonObject {
	const { medium, metadata, templateContext, experimentalSettings } = call.request;
	return {
		status: scheduledCallStatus(call, batch, now),
		batchId: batch.batchId,
		callId: call.callId,
		error: call.error,
		medium: medium ?? null,
		metadata: metadata ?? null,
		templateContext: templateContext ?? null,
		experimentalSettings: experimentalSettings ?? null,
	};
}

/** The ScheduledCallBatch object of the API, without its calls, which can only be written. */
export function batchJson(batch: LabBatch, options: { secretReadable: boolean }): JsonObject {
	const { batchId, created, windowStart, windowEnd, throttle, webhookUrl, webhookSecret } = batch;
	return {
		batchId,
		created,
		windowStart,
		windowEnd,
		throttle,
		webhookUrl,
		...(options.secretReadable ? { webhookSecret } : {}),
		paused: batch.paused,
		totalCount: batch.calls.length,
		completedCount: batch.calls.filter(({ state }) => state === 'SUCCESS' || state === 'ERROR')
			.length,
		endedAt: batch.endedAt,
	};
}

import type { JsonObject } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { forgetRecording } from '../recordingStorage';
import type { UltravoxState } from '../ultravoxState';

/** What is left of a call that was deleted (ultravox.md §2.3): its tombstone, and what it costs. */
export interface DeletedCall {
	/** Nothing of it is shown but the tombstone; it is still being billed. */
	readonly call: LabUltravoxCall;
	/** RFC 3339. */
	readonly deletionTime: string;
}

/** Erases a call for good: messages, recording, stages and summaries cannot be had any more. */
export function deleteCall(state: UltravoxState, call: LabUltravoxCall): void {
	state.calls.delete(call.callId);
	forgetRecording(state, call);
	state.deletedCalls.set(call.callId, { call, deletionTime: state.clock.text() });
	call.log('call', 'deleted');
}

/** The CallTombstone object of the API. */
export function tombstoneJson(
	{ call, deletionTime }: DeletedCall,
	{ account }: UltravoxState,
): JsonObject {
	return {
		callId: call.callId,
		accountId: account.accountId,
		created: call.created.toISOString(),
		deletionTime,
		joined: call.joined?.toISOString() ?? null,
		ended: call.ended?.toISOString() ?? null,
		maxDuration: call.settings.maxDuration,
		endReason: call.endReason,
		recordingEnabled: call.settings.recordingEnabled,
		hadSummary: call.summary !== null,
	};
}

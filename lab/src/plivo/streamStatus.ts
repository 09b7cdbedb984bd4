import { shownNumber } from './callbackFields';
import type { CallWorld } from './callWorld';
import type { Endpoint } from './callFacts';
import type { LabCall } from './labCall';

export type StreamStatus = 'connected' | 'ended' | 'dropped' | 'degraded';

/** The two naming schemes of plivo.md §6.7; the second has no word for a filling buffer. */
const NAMES: Record<'A' | 'B', Record<StreamStatus, string | undefined>> = {
	A: {
		connected: 'StartStream',
		ended: 'StopStream',
		dropped: 'DroppedStream',
		degraded: 'DegradedStream',
	},
	B: { connected: 'started', ended: 'stopped', dropped: 'failed', degraded: undefined },
};

/** Tells a stream's statusCallbackUrl what happened (plivo.md §6.7). */
export async function reportStreamStatus(
	status: StreamStatus,
	facts: { streamId: string; endpoint: Endpoint; reason: string; durationSeconds: number },
	call: LabCall,
	world: CallWorld,
): Promise<void> {
	const event = NAMES[world.variants.streamStatusNames][status];
	if (event === undefined) return;
	await world.callbacks.send({
		purpose: 'stream status',
		...facts.endpoint,
		readsFragment: false,
		fields: {
			CallUUID: call.uuid,
			StreamID: facts.streamId,
			Event: event,
			Timestamp: String(Date.now()),
			From: shownNumber(call.facts.from, world),
			To: shownNumber(call.facts.to, world),
			Direction: call.facts.direction,
			StatusReason: facts.reason,
			Duration: String(facts.durationSeconds),
		},
	});
}

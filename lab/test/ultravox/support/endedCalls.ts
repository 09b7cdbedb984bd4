import { billCall } from '../../../src/ultravox/callBilling';
import type { LabUltravoxCall } from '../../../src/ultravox/labUltravoxCall';
import type { LabUnderTest } from './labUnderTest';

/** When a call was made and how long it lasted; without seconds nobody joined. */
export interface EndedCall {
	created: string;
	seconds?: number;
	body?: object;
	agentId?: string;
}

/** A call that is over, and billed if anybody joined it, at a time and of a length of its own: what lists are filtered and sorted by. */
export async function endedCall(lab: LabUnderTest, facts: EndedCall): Promise<LabUltravoxCall> {
	const path = facts.agentId === undefined ? '/api/calls' : `/api/agents/${facts.agentId}/calls`;
	const { body } = await lab.api<{ callId: string }>('POST', path, {
		medium: { plivo: {} },
		joinTimeout: '0.01s',
		...facts.body,
	});
	const call = lab.ultravox.calls.get(body.callId);
	if (!call) throw new Error(`No call was made: ${JSON.stringify(body)}`);
	await call.waitForEnd(2000);
	call.created.setTime(Date.parse(facts.created));
	call.ended = new Date(call.created.getTime() + (facts.seconds ?? 30) * 1000);
	if (facts.seconds !== undefined) {
		call.joined = new Date(call.created);
		call.endReason = 'hangup';
		call.billing = billCall('hangup', call.joined, call.ended);
	}
	return call;
}

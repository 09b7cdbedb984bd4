import type { IDataObject } from 'n8n-workflow';
import type { PlacedCall } from '../../../nodes/shared/placedCall';

const AGENT = '11111111-1111-4111-8111-111111111111';
export const FROM = '+14155550123';
const MINUTE_MS = 60_000;

/** Plivo's id of a call, and that of another one. */
export const CALL_UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
export const OTHER_CALL_UUID = '5d5a2f3e-58b6-11e1-b8b7-a5bd0e4e126f';

let count = 0;

/** A time so many milliseconds from now. */
export const at = (milliseconds: number): string =>
	new Date(Date.now() + milliseconds).toISOString();

/** A call that was placed two minutes ago, in a run of its own unless told otherwise. */
export function placedNow(overrides: Partial<PlacedCall> = {}): PlacedCall {
	count += 1;
	const number = String(count).padStart(4, '0');
	return {
		key: `key-now-${count}`,
		run: `run-now-${count}`,
		item: 0,
		audioPath: 'direct',
		state: 'placed',
		callId: `55555555-5555-4555-8555-00000000${number}`,
		callUuid: null,
		to: `+1415557${number}`,
		from: FROM,
		agentId: AGENT,
		agentName: 'Reminder',
		machine: { choice: 'talkAnyway', message: '', voice: 'WOMAN', language: 'en-US' },
		placedAt: at(-2 * MINUTE_MS),
		overBy: at(60 * MINUTE_MS),
		reason: null,
		...overrides,
	};
}

/** The Ultravox call of a placed one, which waits for somebody to join. */
export const waitingCallOf = (one: PlacedCall, overrides: IDataObject = {}): IDataObject => ({
	callId: one.callId,
	created: one.placedAt,
	joined: null,
	ended: null,
	endReason: null,
	billedDuration: null,
	billingStatus: 'BILLING_STATUS_PENDING',
	medium: { plivo: {} },
	agent: { agentId: one.agentId, name: one.agentName },
	agentId: one.agentId,
	metadata: {
		n8nCallKey: one.key,
		n8nRun: one.run,
		n8nItem: String(one.item),
		n8nTo: one.to,
		n8nFrom: one.from,
	},
	...overrides,
});

/** The same after a conversation that has just ended. */
export const talkedCallOf = (one: PlacedCall, overrides: IDataObject = {}): IDataObject =>
	waitingCallOf(one, {
		joined: at(-MINUTE_MS),
		ended: at(-1_000),
		endReason: 'hangup',
		billingStatus: 'BILLING_STATUS_BILLED',
		billedDuration: '60s',
		...overrides,
	});

/** Plivo's record of the phone's side of that conversation. */
export const recordOf = (
	{ from, to }: PlacedCall,
	callUuid: string,
	overrides: IDataObject = {},
): IDataObject => ({
	call_uuid: callUuid,
	call_direction: 'outbound',
	from_number: from,
	to_number: to.slice(1),
	initiation_time: at(-2 * MINUTE_MS + 1_000),
	answer_time: at(-MINUTE_MS - 1_000),
	end_time: at(-1_000),
	call_state: 'ANSWER',
	call_duration: 60,
	hangup_cause_code: 4000,
	hangup_cause_name: 'Normal Hangup',
	hangup_source: 'Callee',
	total_amount: '0.01000',
	parent_call_uuid: null,
	...overrides,
});

/** What Plivo's record of a busy number has in the place of that. */
export const BUSY = {
	answer_time: null,
	call_state: 'BUSY',
	call_duration: 0,
	hangup_cause_code: 3010,
	hangup_cause_name: 'Busy Line',
	total_amount: '0.00000',
};

/** What Plivo tells when that conversation is over. */
export const hungUpOf = (
	{ from, to }: PlacedCall,
	callUuid: string,
	overrides: Record<string, string> = {},
): Record<string, string> => ({
	CallUUID: callUuid,
	CallStatus: 'completed',
	Direction: 'outbound',
	Duration: '60',
	Event: 'Hangup',
	From: from.slice(1),
	HangupCause: 'NORMAL_CLEARING',
	HangupCauseCode: '4000',
	HangupSource: 'Callee',
	To: to.slice(1),
	TotalCost: '0.01000',
	...overrides,
});

import type { IDataObject } from 'n8n-workflow';
import { instant, text } from '../../shared/callContext';
import { durationSeconds } from '../../shared/durationSeconds';
import { isObject } from '../../shared/operations/values';
import type { PlacedCall, RelayPlan } from '../../shared/placedCall';
import { CALL_UUID_METADATA_KEY } from '../../shared/agentCall';
import { metadataValue } from '../../shared/resumedCall';
import { joinSeconds } from './callBody';
import type { OutboundCall } from './outboundCall';

/** Ultravox's longest call where nobody says another (ultravox.md §2.1), and Plivo's, in seconds. */
const LONGEST_BY_DEFAULT = 3600;
/** Plivo's leg where nobody limits it, in seconds (plivo.md §5.1). */
const LONGEST_LEG = 14_400;
/** For the hang-up to travel, and both clocks to differ. */
const MARGIN_SECONDS = 60;

/** When a call is over at the latest, as ISO 8601 in UTC: ringing and the longest conversation after it began. */
const overBy = (call: OutboundCall, object: IDataObject, began: string): string =>
	new Date(Date.parse(began) + longestMs(call, object)).toISOString();

/** How long (ms) a call takes at most, from its creation until its end is told. */
export function longestMs(call: OutboundCall, object: IDataObject = {}): number {
	const talking = durationSeconds(object.maxDuration) ?? call.longestSeconds ?? LONGEST_BY_DEFAULT;
	// A talk with a human ends with the leg.
	const longest = call.handsOff ? Math.max(talking, LONGEST_LEG) : talking;
	const ringing = durationSeconds(object.joinTimeout) ?? joinSeconds(call);
	return (longest + ringing + MARGIN_SECONDS) * 1000;
}

/**
 * What the bridge does with a call besides relaying it.
 * @param isInterruptible what the agent says
 * @param isWaitedFor only an execution that sleeps can be asked for another call when the agent is lost
 */
export const relayOf = (
	{ bridge }: OutboundCall,
	isInterruptible: boolean,
	isWaitedFor: boolean,
): Required<RelayPlan> => ({
	notInterruptible: !bridge.interruptible || !isInterruptible,
	record: bridge.record,
	resume: bridge.resume && isWaitedFor,
});

/** The same of a call whose agent may hand the person to a human, where nothing else is known of it. */
export const overByWithHuman = (call: OutboundCall, began: string): string =>
	overBy({ ...call, handsOff: true }, {}, began);

/**
 * What is known of a call that is placed, or is not.
 * @param object the Ultravox Call object, {} where there is none
 */
export function placedCall(
	call: OutboundCall,
	run: string,
	object: IDataObject,
	facts: Pick<PlacedCall, 'state' | 'reason' | 'relay'> & { callUuid?: string | null },
): PlacedCall {
	const agent = isObject(object.agent) ? object.agent : {};
	const placedAt = instant(object.created) ?? new Date().toISOString();
	return {
		key: call.key,
		run,
		item: call.item,
		audioPath: call.audioPath,
		state: facts.state,
		callId: text(object.callId),
		callUuid: facts.callUuid ?? text(metadataValue(object, CALL_UUID_METADATA_KEY)),
		to: call.to,
		from: call.from,
		agentId: call.agentId,
		agentName: text(agent.name),
		machine: call.machine,
		...(facts.relay === undefined ? {} : { relay: facts.relay }),
		placedAt,
		overBy: overBy(call, object, placedAt),
		reason: facts.reason,
	};
}

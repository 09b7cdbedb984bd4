import type { IDataObject } from 'n8n-workflow';
import { callContextFromUltravox, mergeCallContext, text } from '../../shared/callContext';
import type { CallFacts } from '../../shared/callResult/callFacts';
import { callFacts } from '../../shared/callResult/callFacts';
import { callCosts } from '../../shared/callResult/costs';
import type { PlivoLeg } from '../../shared/callResult/plivoLeg';
import { plivoLeg } from '../../shared/callResult/plivoLeg';
import { resultItem, shownCall } from '../../shared/callResult/resultItem';
import { pick } from '../../shared/operations/perform';
import { isObject } from '../../shared/operations/values';
import type { PlacedCall } from '../../shared/placedCall';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign } from './campaignBatches';
import { campaignCallKey } from './campaignMetadata';
import type { Attempt, RowState } from './rowStates';

/** What is asked for besides the calls themselves. */
export interface ResultOptions {
	/** What was said: one request for each call. */
	transcript: boolean;
	/** Plivo's record of each call: one request and more; it needs the Plivo credential. */
	phoneRecord: boolean;
	/** Ultravox's address, for the recordings. */
	ultravoxUrl: string;
	/** Plivo's ids that belong to other calls; those found are added. */
	taken: Set<string>;
}

/** A call of the scheduler's in the form in which placed calls are looked at. */
function placedCall(
	{ agentId, id }: Campaign,
	row: RowState,
	{ attempt }: Attempt,
	call: IDataObject,
): PlacedCall {
	const created = text(call.created) ?? '';
	const agent = isObject(call.agent) ? call.agent : {};
	return {
		key: campaignCallKey(id, row.id, attempt),
		run: '',
		item: row.item ?? 0,
		audioPath: 'direct',
		state: 'placed',
		callId: text(call.callId),
		callUuid: null,
		to: row.to ?? '',
		from: row.from ?? '',
		agentId,
		agentName: text(agent.name),
		machine: { choice: 'talkAnyway', message: '', voice: '', language: '' },
		placedAt: created,
		overBy: text(call.ended) ?? created,
		reason: null,
	};
}

/** Plivo's side of a call, where it is asked for. */
async function phoneSide(
	api: PhoneAgentApi,
	placed: PlacedCall,
	call: IDataObject,
	{ phoneRecord, taken }: ResultOptions,
): Promise<PlivoLeg | null> {
	if (!phoneRecord || placed.to === '' || placed.from === '') return null;
	const leg = await plivoLeg(api.context, placed, { taken, calls: [call] });
	const callUuid = text(leg.record?.call_uuid);
	if (callUuid !== null) taken.add(callUuid);
	return leg;
}

/** What of the result of a placed call there is of one that the scheduler made. */
const RESULT = ['call', 'plivo', 'ultravox', 'costs'];

/** What is known of an attempt without a call, or of a call that goes on: nothing has come of it yet. */
function unfinishedResult({ agentId }: Campaign, row: RowState, { call }: Attempt): IDataObject {
	const known = {
		direction: 'outbound' as const,
		from: row.from,
		to: row.to,
		agentId,
	};
	const context = mergeCallContext(call === null ? {} : callContextFromUltravox(call), known);
	return {
		call: context as unknown as IDataObject,
		plivo: null,
		ultravox: call === null ? null : shownCall(call),
		costs: callCosts(call === null ? [] : [call], null, null),
	};
}

/**
 * What became of an attempt, in the form of the results of Call and Wait. That nobody joined says, without Plivo's record, no more than
 * that nobody was reached.
 */
export async function attemptResult(
	api: PhoneAgentApi,
	campaign: Campaign,
	row: RowState,
	attempt: Attempt,
	options: ResultOptions,
): Promise<IDataObject> {
	const { call, state } = attempt;
	if (call === null || state !== 'ended') return unfinishedResult(campaign, row, attempt);
	const placed = placedCall(campaign, row, attempt, call);
	const leg = await phoneSide(api, placed, call, options);
	const ended = { placed, calls: [call], leg, isOver: true };
	const facts: CallFacts = options.transcript
		? await callFacts(api.context, ended, options.taken)
		: {
				...ended,
				messages: undefined,
				callUuid: text(leg?.record?.call_uuid),
				isMachine: false,
				isTransferred: false,
			};
	const { ultravoxUrl } = options;
	const json = pick(resultItem(facts, { ratePerMinute: null, ultravoxUrl }).json, RESULT);
	const isUnexplained = leg === null && text(call.endReason) === 'unjoined';
	if (!isUnexplained || !isObject(json.call)) return json;
	return { ...json, call: { ...json.call, outcome: 'no-answer' } };
}

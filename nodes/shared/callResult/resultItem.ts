import type { IDataObject } from 'n8n-workflow';
import type { CallContext } from '../callContext';
import {
	amount,
	callContextFromPlivo,
	createCallContext,
	mergeCallContext,
	text,
} from '../callContext';
import type { CallData } from '../callTools/callData';
import type { CallEnding, OutcomeOutput } from '../callOutcome';
import { OUTPUT_OF_OUTCOME, outcomeRule } from '../callOutcome';
import { lastOf } from '../conversationCalls';
import { conversationFacts } from '../conversationFacts';
import { isObject } from '../operations/values';
import type { PlacedCall } from '../placedCall';
import { callContextFromRecord, voiceCode } from '../plivoCallRecord';
import { changeSecrets } from '../secretPlaces';
import { REMOVED, stripSecrets } from '../secrets';
import type { CallFacts } from './callFacts';
import { callCosts } from './costs';
import type { PlivoLeg } from './plivoLeg';

/** How the result of a call is made. */
export interface ResultSettings {
	/** What the user pays Ultravox for a minute; null when it is not given. */
	ratePerMinute: number | null;
	/** Ultravox's address, for the recording. */
	ultravoxUrl: string;
	/** What the bridge reported at the end; null when it did not. */
	bridge?: IDataObject | null;
}

/** What was collected in a call, and how its delivery went (callTools). */
type CollectedData = Pick<CallData, 'collected'> & Partial<CallData>;

/** A result, and the output it goes to where there is one for each kind of outcome. */
export interface CallResult {
	json: IDataObject;
	output: OutcomeOutput;
}

/** A Call object of Ultravox's for an item: without the addresses we are told at, which open our webhooks. */
export function shownCall(call: IDataObject): IDataObject {
	const shown = { ...call };
	delete shown.callbacks;
	delete shown.dataConnectionConfig;
	return stripSecrets(changeSecrets(shown, () => REMOVED));
}

/** What was known when a call was placed. */
export function placedFacts(placed: PlacedCall): CallContext {
	return createCallContext({
		callId: placed.callId,
		callUuid: placed.callUuid,
		direction: 'outbound',
		from: placed.from,
		to: placed.to,
		agentId: placed.agentId,
		agentName: placed.agentName,
		startedAt: placed.state === 'due' ? null : placed.placedAt,
	});
}

/** Where the recording of Ultravox's is; its API key opens it, and Ultravox > Call > Get Recording fetches it. */
function recordingUrl({ calls }: CallFacts, ultravoxUrl: string): string | null {
	const recorded = calls.find(
		({ joined, recordingEnabled }) => joined && recordingEnabled === true,
	);
	const callId = text(recorded?.callId);
	return callId === null ? null : `${ultravoxUrl}/api/calls/${callId}/recording`;
}

/** What Plivo tells of the phone's side. */
export const phoneFacts = ({ record, hangup }: Partial<PlivoLeg>): CallContext =>
	record ? callContextFromRecord(record, 'Z') : callContextFromPlivo(hangup ?? {});

/** The facts that the table of outcomes asks for. */
function endingOf(
	{ calls, leg, isMachine, isTransferred }: CallFacts,
	bridge: unknown,
): CallEnding {
	const { record, hangup } = leg ?? {};
	const last = lastOf(calls);
	const phone = phoneFacts(leg ?? {});
	const report = isObject(bridge) && isObject(bridge.report) ? bridge.report : {};
	const sip = isObject(last?.sipDetails) ? last.sipDetails : {};
	// Ultravox may not have written it yet: it waits on for somebody to join when the phone is long over.
	const isUnjoined = last !== undefined && calls.every(({ joined }) => !joined);
	return {
		isMachine,
		isTransferred,
		hangupCause: phone.hangupCause,
		hangupStatus: phone.status,
		hangupCode: record ? voiceCode(record) : amount(hangup?.HangupCauseCode),
		endReason: isUnjoined ? 'unjoined' : text(last?.endReason),
		terminationReason: text(sip.terminationReason),
		bridgeReason: text(report.reason),
	};
}

/** What is known of a call, but for what became of it. */
export function resultContext(facts: CallFacts, ultravoxUrl: string): CallContext {
	const { placed, leg, callUuid } = facts;
	return mergeCallContext(
		placedFacts(placed),
		...conversationFacts(facts.calls, facts.messages),
		phoneFacts(leg ?? {}),
		{
			callId: placed.callId,
			callUuid,
			direction: 'outbound',
			from: placed.from,
			to: placed.to,
			recordingUrl: recordingUrl(facts, ultravoxUrl),
		},
	);
}

const DELETED =
	'Ultravox has deleted its call: what was said and collected is not known, and the outcome is what Plivo tells';

const UNKNOWN_TO_PLIVO = 'Plivo has no such call: it may have refused to dial';

/** Through the bridge, Ultravox's call waits for a phone that somebody else has dialed: it does not say that nobody has. */
const isUnknownToPlivo = ({ placed, calls, leg, callUuid }: CallFacts): boolean =>
	placed.audioPath === 'bridge' &&
	callUuid === null &&
	leg?.state === 'unknown' &&
	calls.length > 0 &&
	calls.every(({ joined, ended }) => !joined && Boolean(ended));

const idsOf = ({ callId }: PlacedCall): string[] => (callId === null ? [] : [callId]);

/** The result of a call that is over, or of one that was not dialled. */
export function resultItem(
	facts: CallFacts,
	settings: ResultSettings,
	{ collected, delivery = null }: CollectedData = { collected: null },
): CallResult {
	const { placed, calls, leg, isDeleted = false } = facts;
	const { record, hangup } = leg ?? {};
	const rule = outcomeRule(endingOf(facts, settings.bridge));
	const wasPlaced = calls.some(({ ended }) => Boolean(ended)) || record || hangup;
	const outcome = wasPlaced ? (rule?.outcome ?? 'failed') : 'failed';
	const call = { ...resultContext(facts, settings.ultravoxUrl), outcome, collected };
	const last = lastOf(calls);
	const reason = placed.reason ?? (isUnknownToPlivo(facts) ? UNKNOWN_TO_PLIVO : null);
	return {
		json: {
			call: call as unknown as IDataObject,
			plivo: stripSecrets(record ?? hangup ?? null),
			ultravox: last === undefined ? null : shownCall(last),
			callIds: [
				...new Set([
					...(isDeleted ? idsOf(placed) : []),
					...calls.map(({ callId }) => String(callId)),
				]),
			],
			bridge: stripSecrets(settings.bridge ?? null),
			costs: {
				...callCosts(calls, call.cost, settings.ratePerMinute),
				...(isDeleted ? { ultravox: null, total: null, ultravoxSeconds: null } : {}),
			},
			dataDelivery: delivery as IDataObject | null,
			state: placed.state,
			reason: [reason, isDeleted ? DELETED : null].filter(Boolean).join('. ') || null,
		},
		output: wasPlaced && rule !== null ? rule.output : OUTPUT_OF_OUTCOME[outcome],
	};
}

const LATE =
	"Nobody told how the call ended by the deadline: 'Get Result' behind this node asks both providers";
/** Written before: when it comes out, nobody knows any more whether it is so. */
const DUE =
	"The call was to be placed when an earlier one had ended, and nobody told by the deadline how that went: the phone may have rung. 'Get Result' behind this node asks both providers";

/** What the item says of a call whose end nobody told by the deadline: Get Result behind the node completes it. Nobody waits for one that was refused. */
export function timeoutItem(placed: PlacedCall): IDataObject {
	const outcome = placed.state === 'refused' ? 'failed' : 'timeout';
	const call = mergeCallContext(placedFacts(placed), { outcome });
	return {
		call: call as unknown as IDataObject,
		plivo: null,
		ultravox: null,
		callIds: idsOf(placed),
		bridge: null,
		costs: callCosts([], null, null),
		dataDelivery: null,
		state: placed.state,
		reason: placed.reason ?? (placed.state === 'due' ? DUE : LATE),
		placed: placed as unknown as IDataObject,
	};
}

import type { IDataObject } from 'n8n-workflow';
import type { AudioPath } from './agentCall';
import { CALL_UUID_METADATA_KEY } from './agentCall';
import { isObject } from './operations/values';
import type { RequestContext } from './providerFailure';
import { LOST_CALL_METADATA_KEY, metadataValue, RESUME_REQUEST_METADATA_KEY } from './resumedCall';
import { ultravoxRequestAll } from './ultravoxRequest';

/** The metadata key for what no phone is dialled twice under: by default workflow, node, run and item, or the user's own key. */
export const CALL_KEY_METADATA_KEY = 'n8nCallKey';
/** The metadata key for the run of the node: all calls it placed are found by it. */
export const RUN_METADATA_KEY = 'n8nRun';
/** The metadata key for workflow and node: what a retried execution that lost its run is compared with. */
export const NODE_METADATA_KEY = 'n8nNode';
/** The metadata key for the index of the input item. */
export const ITEM_METADATA_KEY = 'n8nItem';
/** The metadata key for the dialled number, in E.164 form. */
export const TO_METADATA_KEY = 'n8nTo';
/** The metadata key for the caller ID, in E.164 form. */
export const FROM_METADATA_KEY = 'n8nFrom';
/** The metadata key for the direction: `outbound`. */
export const DIRECTION_METADATA_KEY = 'n8nDirection';

/** What the user's own metadata cannot hold: calls are found by these. */
export const OUR_METADATA_KEYS: ReadonlySet<string> = new Set([
	CALL_KEY_METADATA_KEY,
	RUN_METADATA_KEY,
	NODE_METADATA_KEY,
	ITEM_METADATA_KEY,
	TO_METADATA_KEY,
	FROM_METADATA_KEY,
	DIRECTION_METADATA_KEY,
	CALL_UUID_METADATA_KEY,
	LOST_CALL_METADATA_KEY,
	RESUME_REQUEST_METADATA_KEY,
]);

/**
 * What became of dialling. `placed`: the provider has the call. `known`: a call under this key was there already, nothing was
 * dialled. `unconfirmed`: nobody knows, the phone may have rung. `refused`: certainly nothing rings. `due`: it is dialled when an
 * earlier one has ended.
 */
export type PlacedState = 'placed' | 'known' | 'unconfirmed' | 'refused' | 'due';

/** What is done when a machine picks up. */
export type MachineChoice = 'hangUp' | 'leaveMessage' | 'talkAnyway';

/** What is done, and said after the beep where a message is left. */
export interface MachinePlan {
	choice: MachineChoice;
	/** '' unless a message is left. */
	message: string;
	/** Plivo's name of the voice that says it, such as `WOMAN`. */
	voice: string;
	/** `en-US` */
	language: string;
}

/** What the bridge does with a call besides relaying it: also when a person comes back to it. */
export interface RelayPlan {
	/** True: what the person says while the agent speaks is not passed on. */
	notInterruptible: boolean;
	/** True: the bridge records the call, if it has a place for recordings. */
	record: boolean;
	/** True: the bridge asks for another call of Ultravox's when the agent is lost. Absent: it does not. */
	resume?: boolean;
}

/** What is known of a call when it has been placed: JSON, kept with the waiting execution. */
export interface PlacedCall {
	key: string;
	/** Value of RUN_METADATA_KEY of this run; a known call may carry that of another. */
	run: string;
	/** Index of the input item. */
	item: number;
	audioPath: AudioPath;
	state: PlacedState;
	/** Ultravox's id; null when there is no Ultravox call, or nobody knows it. */
	callId: string | null;
	/** Plivo's id; null on the direct path, where Ultravox dials, until Plivo tells. */
	callUuid: string | null;
	/** E.164. */
	to: string;
	/** E.164. */
	from: string;
	agentId: string;
	agentName: string | null;
	machine: MachinePlan;
	/** What the bridge does besides relaying; absent on the direct path, and where Ultravox alone tells of the call. */
	relay?: RelayPlan;
	/** ISO 8601 in UTC: when it was dialled, or a known call was made. */
	placedAt: string;
	/** ISO 8601 in UTC: by then it is over at the latest, ringing included. */
	overBy: string;
	/** A sentence: why it was refused, or that the phone may have rung; null for a call that was placed. */
	reason: string | null;
}

/** What a call carries so that it is found again; merged with the user's own metadata. */
export type PlacedMetadata = Record<string, string>;

/**
 * The Ultravox calls that carry all of these metadata, latest first.
 * @param budget milliseconds for each page
 * @param since only those made after it, in milliseconds since the epoch
 * @throws NodeApiError with Ultravox's words
 */
export async function findCallsByMetadata(
	context: RequestContext,
	wanted: PlacedMetadata,
	budget?: number,
	since?: number,
): Promise<IDataObject[]> {
	const fields = Object.entries(wanted).map(([key, value]) => [`metadata.${key}`, value]);
	const query = {
		...(Object.fromEntries(fields) as IDataObject),
		...(since === undefined ? {} : { fromDate: new Date(since).toISOString() }),
	};
	const calls = await ultravoxRequestAll(context, {
		path: '/api/calls',
		query,
		timeout: budget,
		repeat: 'safe',
	});
	// Checked again here: a filter that an API version ignores would hand us strangers' calls.
	const ours = calls.filter(
		(call) =>
			isObject(call.metadata) &&
			Object.entries(wanted).every(([key, value]) => metadataValue(call, key) === value),
	);
	return ours.sort((a, b) => String(b.created ?? '').localeCompare(String(a.created ?? '')));
}

/** The Ultravox calls placed under a key, latest first. More than one only where two runs dialled in the same instant. */
export async function findCallsByKey(
	context: RequestContext,
	key: string,
	budget?: number,
): Promise<IDataObject[]> {
	return await findCallsByMetadata(context, { [CALL_KEY_METADATA_KEY]: key }, budget);
}

/**
 * The Ultravox calls that one run of a node placed, latest first.
 * @param since only those made after it, in milliseconds since the epoch
 */
export async function findCallsOfRun(
	context: RequestContext,
	run: string,
	since?: number,
): Promise<IDataObject[]> {
	return await findCallsByMetadata(context, { [RUN_METADATA_KEY]: run }, undefined, since);
}

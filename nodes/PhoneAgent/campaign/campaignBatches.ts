import type { IDataObject } from 'n8n-workflow';
import { text } from '../../shared/callContext';
import { isObject } from '../../shared/operations/values';
import { pathSegment } from '../../shared/pathSegment';
import { statusOf } from '../../shared/providerStatus';
import type { PhoneAgentApi } from '../phoneAgentApi';
import { ATTEMPT_METADATA_KEY, CAMPAIGN_METADATA_KEY, ROW_METADATA_KEY } from './campaignMetadata';
import { explainingPlan } from './explainingPlan';

/** A campaign: one of an agent, under a name. */
export interface Campaign {
	agentId: string;
	/** The name the user gave it. */
	id: string;
}

/** One batch of a campaign, with the calls in it (ultravox.md §6). */
export interface CampaignBatch {
	batchId: string;
	/** ISO 8601 */
	created: string;
	/** ISO 8601; null is open. */
	windowStart: string | null;
	windowEnd: string | null;
	paused: boolean;
	/** ISO 8601; null while calls may come. */
	endedAt: string | null;
	calls: ScheduledCall[];
}

/** One attempt for one row, as Ultravox tells of it. */
export interface ScheduledCall {
	rowId: string;
	attempt: number;
	/** Ultravox's: FUTURE, PENDING, SUCCESS, EXPIRED or ERROR; others may come. */
	status: string;
	/** Ultravox's id of the call that was made. */
	callId: string | null;
	/** Why the call could not be made, in the words of Ultravox. */
	error: string | null;
	metadata: Record<string, string>;
	templateContext: IDataObject;
	/** What Plivo is told: `to`, `from`, `additionalParams`. */
	outgoing: IDataObject;
}

/** Where the batches of an agent are. */
export const batchesPath = (agentId: string): string => `/api/agents/${agentId}/scheduled_batches`;

const fields = (value: unknown): IDataObject => (isObject(value) ? value : {});

const texts = (value: unknown): Record<string, string> =>
	Object.fromEntries(Object.entries(fields(value)).map(([key, one]) => [key, String(one)]));

const belongsTo = (scheduled: IDataObject, id: string) =>
	fields(scheduled.metadata)[CAMPAIGN_METADATA_KEY] === id;

function scheduledCall(scheduled: IDataObject): ScheduledCall {
	const metadata = texts(scheduled.metadata);
	const attempt = Number(metadata[ATTEMPT_METADATA_KEY]);
	return {
		rowId: metadata[ROW_METADATA_KEY] ?? '',
		attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : 1,
		status: String(scheduled.status ?? ''),
		callId: text(scheduled.callId),
		error: text(scheduled.error),
		metadata,
		templateContext: fields(scheduled.templateContext),
		outgoing: fields(fields(fields(scheduled.medium).plivo).outgoing),
	};
}

/**
 * A batch with its calls of a campaign; null for one of something else. A batch says nothing of what it is for: its first call
 * does.
 */
async function campaignBatch(
	api: PhoneAgentApi,
	{ agentId, id }: Campaign,
	batch: IDataObject,
): Promise<CampaignBatch | null> {
	const path = `${batchesPath(agentId)}/${pathSegment(String(batch.batchId))}/scheduled_calls`;
	// One that is deleted meanwhile has none.
	const list = async (most?: number) =>
		await api.list({ path }, most).catch((error: unknown) => {
			if (statusOf(error) === 404) return [];
			throw error;
		});
	const [first] = await list(1);
	if (first === undefined || !belongsTo(first, id)) return null;
	const all = await list();
	return {
		batchId: String(batch.batchId),
		created: String(batch.created ?? ''),
		windowStart: text(batch.windowStart),
		windowEnd: text(batch.windowEnd),
		paused: batch.paused === true,
		endedAt: text(batch.endedAt),
		calls: all.filter((one) => belongsTo(one, id)).map(scheduledCall),
	};
}

/** What an agent's batches are. */
export interface FoundBatches {
	/** Those of the campaign, by their start. */
	batches: CampaignBatch[];
	/** The ids of all that the agent has. */
	allIds: string[];
}

/**
 * Finds the batches of a campaign. Ultravox knows no campaigns: all batches of the agent are looked at.
 * @param known ids of batches that need not be looked at
 * @throws NodeApiError with the words of Ultravox
 */
export async function findBatches(
	api: PhoneAgentApi,
	campaign: Campaign,
	known: ReadonlySet<string> = new Set(),
): Promise<FoundBatches> {
	const all = await explainingPlan(
		api,
		async () => await api.list({ path: batchesPath(campaign.agentId) }),
	);
	const batches: CampaignBatch[] = [];
	for (const batch of all) {
		if (known.has(String(batch.batchId))) continue;
		const ours = await campaignBatch(api, campaign, batch);
		if (ours !== null) batches.push(ours);
	}
	batches.sort((one, other) => (one.windowStart ?? '').localeCompare(other.windowStart ?? ''));
	return { batches, allIds: all.map(({ batchId }) => String(batchId)) };
}

/** Whether a scheduled call may still be made: also when Ultravox says of it what nobody knows. */
export const mayStillCome = ({ status, callId }: ScheduledCall): boolean =>
	callId === null && !['SUCCESS', 'EXPIRED', 'ERROR'].includes(status);

import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { statusOf, wasRefused } from '../../../shared/providerStatus';
import { refusal } from '../../../shared/refusal';
import { confirmed } from '../../../shared/ultravoxAnswers';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** Where the batches of an agent are. */
export const batchesPath = (agentId: string): string => `/api/agents/${agentId}/scheduled_batches`;

/** Where the chosen batch is. */
export const batchPath = (parameters: Parameters): string =>
	`${batchesPath(parameters.uuid('agent'))}/${parameters.uuid('batch')}`;

/** A batch as an item: with the agent, without which nothing can be asked about it. */
export const batchItem = (batch: IDataObject, parameters: Parameters): IDataObject => ({
	...batch,
	agentId: parameters.uuid('agent'),
});

/** A large batch takes Ultravox a while. */
const PATIENCE_MS = 120_000;

/** What to do when nobody knows what became of calls that were sent: they are not sent again by itself (ultravox.md §1.3). */
export const UNKNOWN_CALLS =
	'Nobody knows whether the calls were scheduled: look at Get Many and Get Scheduled Calls before you try again';
export const UNKNOWN_CHANGE =
	'Nobody knows whether the batch was changed: look at Get before you go on';

/**
 * Sends a change of a batch, once. Calls are scheduled for some plans only (ultravox.md §6), and how Ultravox refuses the others
 * is not documented: 402 and 403 are explained.
 * @param unknown what to do when it is neither refused nor confirmed
 */
export async function sendBatch(
	api: UltravoxApi,
	request: ApiRequest,
	unknown: string,
): Promise<IDataObject> {
	let failure: unknown;
	try {
		const batch = await api.send({ timeout: PATIENCE_MS, ringsPhone: true, ...request });
		if (request.method === 'POST') confirmed(api, batch, 'batchId', '');
		return batch;
	} catch (error) {
		failure = error;
	}
	const words = (failure as Error).message;
	if (!wasRefused(failure)) throw refusal(api, words, unknown, failure);
	const isPlan = [402, 403].includes(statusOf(failure) ?? 0) && !/\bAPI key\b/i.test(words);
	if (!isPlan) throw failure;
	throw refusal(
		api,
		`Ultravox schedules no calls for this account: ${words}`,
		'The outbound call scheduler is part of some Ultravox plans only: check the plan in the Ultravox console, or make the calls one by one',
		failure,
	);
}

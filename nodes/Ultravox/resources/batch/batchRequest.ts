import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { statusOf } from '../../../shared/providerStatus';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sendExplained } from '../../explained';

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

/**
 * Sends a change of a batch, once. Calls are scheduled for some plans only (ultravox.md §6), and how Ultravox refuses the others
 * is not documented: 402 and 403 are explained.
 */
export async function sendBatch(api: UltravoxApi, request: ApiRequest): Promise<IDataObject> {
	let failure: unknown;
	try {
		return await sendExplained(api, { timeout: PATIENCE_MS, ringsPhone: true, ...request }, {});
	} catch (error) {
		failure = error;
	}
	const words = (failure as Error).message;
	const isPlan = [402, 403].includes(statusOf(failure) ?? 0) && !/\bAPI key\b/i.test(words);
	if (!isPlan) throw failure;
	throw refusal(
		api,
		`Ultravox schedules no calls for this account: ${words}`,
		'The outbound call scheduler is part of some Ultravox plans only: check the plan in the Ultravox console, or make the calls one by one',
		failure,
	);
}

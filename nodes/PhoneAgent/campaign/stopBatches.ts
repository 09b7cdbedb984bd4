import { pathSegment } from '../../shared/pathSegment';
import { refusal, refusedWith } from '../../shared/refusal';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign, CampaignBatch } from './campaignBatches';
import { batchesPath, mayStillCome } from './campaignBatches';

/** Whether calls of a batch are still to come. */
export const isOpen = ({ calls }: CampaignBatch): boolean => calls.some(mayStillCome);

const pathOf = ({ agentId }: Campaign, { batchId }: Pick<CampaignBatch, 'batchId'>) =>
	`${batchesPath(agentId)}/${pathSegment(batchId)}`;

/** Makes no further calls of a batch; it rings nobody, so it may be repeated. @throws NodeApiError unless Ultravox confirms it */
export async function pauseBatch(
	api: PhoneAgentApi,
	campaign: Campaign,
	batch: CampaignBatch,
): Promise<void> {
	const path = pathOf(campaign, batch);
	const answer = await api.send({ method: 'PATCH', path, body: { paused: true } });
	if (answer.paused === true) return;
	throw refusal(api, 'Ultravox took the change, but the batch goes on', 'Cancel the campaign');
}

/** Takes a batch away, with what is still to come of it. @throws NodeApiError with the words of Ultravox */
export async function deleteBatch(
	api: PhoneAgentApi,
	campaign: Campaign,
	batch: Pick<CampaignBatch, 'batchId'>,
): Promise<void> {
	let failure: unknown;
	try {
		await api.send({ method: 'DELETE', path: pathOf(campaign, batch) });
	} catch (error) {
		failure = error;
	}
	// What is not there calls nobody.
	if (failure !== undefined && refusedWith(failure) !== '404') throw failure;
}

/**
 * Does something with each of several batches. One that fails does not keep the others from being stopped.
 * @param what is done: `paused`
 * @throws NodeApiError that names those that go on, after all were tried
 */
export async function eachBatch(
	api: PhoneAgentApi,
	batches: readonly CampaignBatch[],
	what: string,
	stop: (batch: CampaignBatch) => Promise<void>,
): Promise<void> {
	const failures: Array<{ batchId: string; words: string; failure: unknown }> = [];
	for (const batch of batches) {
		try {
			await stop(batch);
		} catch (failure) {
			failures.push({ batchId: batch.batchId, words: (failure as Error).message, failure });
		}
	}
	const [first] = failures;
	if (first === undefined) return;
	throw refusal(
		api,
		`${failures.length} of ${batches.length} batches could not be ${what}, and may go on calling: ${first.words}`,
		`Try again; the batches are ${failures.map(({ batchId }) => batchId).join(', ')}`,
		first.failure,
	);
}

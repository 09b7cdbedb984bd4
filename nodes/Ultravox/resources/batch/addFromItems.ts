import type { IDataObject } from 'n8n-workflow';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { InputProblem } from '../../../shared/operations/inputProblem';
import type { AllItemsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { batchLocator } from '../../descriptions/accountLocators';
import { secretTexts } from '../../../shared/secretTexts';
import { areAllOutgoing, callProperties, callsOf, refuseTooLarge } from './batchCalls';
import { batchItem, batchPath, sendBatch, UNKNOWN_CALLS } from './batchRequest';

const countOf = ({ totalCount }: IDataObject) => Number(totalCount ?? NaN);

/** @throws InputProblem where the items name several batches */
function oneBatch(items: readonly Parameters[]): string {
	const [path = '', ...others] = items.map(batchPath);
	const foreign = others.findIndex((one) => one !== path);
	if (foreign < 0) return path;
	throw new InputProblem(
		`Items 1 and ${foreign + 2} have different batches`,
		'Split the items by batch first',
	);
}

/** The batch after the calls were sent, which must not be sent again when it cannot be read. */
async function readBack(api: UltravoxApi, path: string): Promise<IDataObject> {
	let failure: unknown;
	try {
		return await api.send({ method: 'GET', path });
	} catch (error) {
		failure = error;
	}
	throw refusal(
		api,
		`The calls were sent and Ultravox took them, but the batch could not be read afterwards: ${(failure as Error).message}`,
		'Look at Get Scheduled Calls before anything is sent again',
		failure,
	);
}

/** What became of it when the batch did not grow by the calls: what a patch of calls does is not documented. */
function notAdded(api: UltravoxApi, before: number, after: number, added: number): Error {
	const nothing = after === before;
	return refusal(
		api,
		nothing
			? `Ultravox took the request, but added nothing: the batch still has ${before} calls`
			: `Ultravox took the request, but the batch has ${after} calls now instead of ${before + added}`,
		nothing
			? 'Make a new batch of these items with Create'
			: 'Calls that were waiting may have been replaced: look at Get Scheduled Calls before you go on',
	);
}

/**
 * `PATCH .../scheduled_batches/{batch_id}` with calls. Whether that adds them is not documented (ultravox.md §6), so the batch
 * is read before and afterwards.
 */
export const addFromItems: AllItemsOperation<UltravoxApi> = {
	name: 'Add From Items',
	value: 'addFromItems',
	action: 'Add calls from items to batch',
	description:
		'Add calls to a batch, one for each item, and look whether it grew. Rings phones and spends money.',
	properties: [
		agentLocator({ required: true, description: 'The agent of the batch' }),
		batchLocator(),
		...callProperties,
	],
	executeAll: async (api, items) => {
		const [first] = items as [Parameters, ...Parameters[]];
		const path = oneBatch(items);
		const { calls } = callsOf(items);
		const body = { calls };
		refuseTooLarge(body);
		const before = await api.send({ method: 'GET', path });
		if (!areAllOutgoing(calls) && !before.webhookUrl) {
			throw new InputProblem(
				'The batch has no webhook URL, so that nobody would connect calls that are not outgoing',
				"Choose 'Outgoing' as the direction of all calls, or give the batch a webhook URL with Update",
			);
		}
		const request = { method: 'PATCH', path, body, secrets: secretTexts(body) } as const;
		await sendBatch(api, request, UNKNOWN_CALLS);
		const after = await readBack(api, path);
		if (countOf(after) !== countOf(before) + calls.length) {
			throw notAdded(api, countOf(before), countOf(after), calls.length);
		}
		return [{ json: { ...batchItem(after, first), addedCount: calls.length } }];
	},
};

import { agentLocator } from '../../../shared/descriptions/agentLocator';
import type { StepsOperation } from '../../../shared/operations/operation';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { batchLocator } from '../../descriptions/accountLocators';
import { batchItem, batchPath, sendBatch, UNKNOWN_CHANGE } from './batchRequest';

/** `PATCH .../scheduled_batches/{batch_id}` with `paused` (ultravox.md §6). It rings nobody, so it may be repeated. */
export const pause: StepsOperation<UltravoxApi> = {
	name: 'Pause',
	value: 'pause',
	action: 'Pause batch',
	description:
		'Make no further calls of a batch. Ultravox does not promise that it can be resumed.',
	properties: [
		agentLocator({ required: true }),
		batchLocator({
			hint: 'To go on later, be ready to make a new batch of the calls that are left: resuming is not promised',
		}),
	],
	execute: async (api, parameters) => {
		const path = batchPath(parameters);
		const request = { method: 'PATCH', path, body: { paused: true }, ringsPhone: false } as const;
		const batch = await sendBatch(api, request, UNKNOWN_CHANGE);
		if (batch.paused === true) return [{ json: batchItem(batch, parameters) }];
		throw refusal(
			api,
			'Ultravox took the change, but the batch is still not paused',
			'Delete the batch if its calls must not be made',
		);
	},
};

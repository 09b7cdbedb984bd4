import type { IDataObject } from 'n8n-workflow';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { batchLocator } from '../../descriptions/accountLocators';
import { batchSettings, callWindow, webhookSecret, webhookUrl } from './batchFields';
import { batchItem, batchPath, sendBatch, UNKNOWN_CHANGE } from './batchRequest';

/** Null for what was added and left blank, to take it away. */
const cleared = (fields: Parameters, names: string[]): IDataObject =>
	Object.fromEntries(
		names
			.filter((name) => fields.has(name) && fields.optionalId(name) === undefined)
			.map((name) => [name, null]),
	);

/** `PATCH /api/agents/{agent_id}/scheduled_batches/{batch_id}`, all but the calls (ultravox.md §6). */
export const update: StepsOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update batch',
	description:
		'Change when and how fast the calls of a batch are made, or pause it. Can ring phones sooner.',
	properties: [
		agentLocator({ required: true }),
		batchLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'A field that is added and left blank is taken away',
			options: batchSettings,
		},
	],
	execute: async (api, parameters) => {
		const path = batchPath(parameters);
		const fields = parameters.collection('updateFields');
		const secret = webhookSecret(fields);
		const paused = fields.optionalFlag('paused');
		const body = given({
			...cleared(fields, ['windowStart', 'windowEnd', 'throttle', 'webhookUrl']),
			...callWindow(fields, api.context.getTimezone()),
			...given({ throttle: fields.optionalId('throttle'), webhookUrl: webhookUrl(fields) }),
			webhookSecret: secret,
			paused,
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		const secrets = secret === undefined ? [] : [secret];
		const request = { method: 'PATCH', path, body, secrets } as const;
		const batch = await sendBatch(api, request, UNKNOWN_CHANGE);
		if (paused !== undefined && batch.paused !== paused) {
			throw refusal(
				api,
				`Ultravox took the change, but the batch is still ${paused ? 'not paused' : 'paused'}`,
				paused
					? 'Delete the batch if its calls must not be made'
					: 'A paused batch cannot always be resumed: make a new one of the calls that are left',
			);
		}
		return [{ json: batchItem(batch, parameters) }];
	},
};

import type { IDataObject } from 'n8n-workflow';
import type { OperationItem, StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callIdItem } from '../../callItem';
import { callLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { callPath } from './callPath';

const NOT_LIVE =
	'The call is not going on: nobody has joined it yet, or it is over. Get shows which';

type Described = Pick<
	StepsOperation<UltravoxApi>,
	'name' | 'value' | 'action' | 'description' | 'properties'
>;

/**
 * An operation that sends a data message into a live call (ultravox.md §2.3, §8.5): `POST /api/calls/{call_id}/send_data_message`.
 * Ultravox confirms that it took the message; what comes of it, the call shows.
 * @param message `type` and its fields
 */
export const dataMessage = (
	described: Described,
	message: (parameters: Parameters) => IDataObject,
): StepsOperation<UltravoxApi> => ({
	...described,
	properties: [callLocator(), ...described.properties],
	execute: async (api, parameters): Promise<OperationItem[]> => {
		await sendExplained(
			api,
			{
				method: 'POST',
				path: callPath(parameters, '/send_data_message'),
				body: message(parameters),
			},
			{ '422': NOT_LIVE },
		);
		return [callIdItem(parameters.uuid('callId'), { sent: true })];
	},
});

import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { callPath } from './callPath';

const LIVE =
	'A call that is going on or waits to be joined cannot be deleted, and deleting does not hang up: use Hang Up first, and delete it when it is over';

/** `DELETE /api/calls/{call_id}` (ultravox.md §2.3). How a live call is refused is UNCONFIRMED. */
export const deleteCall: StepsOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete call',
	description:
		'Delete a call that is over for good: its messages, its recording, its stages and its summaries',
	properties: [callLocator()],
	execute: async (api, parameters) => {
		await sendExplained(
			api,
			{ method: 'DELETE', path: callPath(parameters) },
			{ '400': LIVE, '409': LIVE, '422': LIVE },
		);
		return [{ json: { callId: parameters.uuid('callId'), deleted: true } }];
	},
};

import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { deletedCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../../shared/ultravoxExplained';

/** `GET /api/deleted_calls/{call_id}` (ultravox.md §2.3). */
export const getDeleted: StepsOperation<UltravoxApi> = {
	name: 'Get Deleted',
	value: 'getDeleted',
	action: 'Get deleted call',
	description: 'Get what is left of a deleted call: when it was, and when it was deleted',
	properties: [deletedCallLocator()],
	execute: async (api, parameters) => {
		const path = `/api/deleted_calls/${parameters.uuid('callId')}`;
		const json = await sendExplained(
			api,
			{ method: 'GET', path },
			{ '404': 'Check the ID; a call that was not deleted is shown by Get' },
		);
		return [{ json }];
	},
};

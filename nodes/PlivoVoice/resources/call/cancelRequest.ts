import { createCallContext } from '../../../shared/callContext';
import type { StepsOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { callRequestLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';

/** `DELETE /Request/{request_uuid}/` (plivo.md §5.3). */
export const cancelRequest: StepsOperation<PlivoApi> = {
	name: 'Cancel Request',
	value: 'cancelRequest',
	action: 'Cancel call request',
	description: 'Take back a call that was asked for and has not begun, for good',
	properties: [callRequestLocator()],
	execute: async (api, parameters) => {
		const requestUuid = parameters.uuid('requestUuid');
		const answer = await sendExplained(
			api,
			{ method: 'DELETE', path: `/Request/${requestUuid}/`, mustBeThere: true },
			'The call may have begun, and is ended by Hang Up then, or be over',
		);
		const call = createCallContext({ callUuid: requestUuid });
		return [{ json: { call, plivo: readObject(answer), canceled: true } }];
	},
};

import type { StepsOperation } from '../../../shared/operations/operation';
import { queuedCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { callPath } from './callAction';
import { openCallItem } from './callItem';

/** `GET /Call/{call_uuid}/?status=queued` (plivo.md §5.2). */
export const getQueued: StepsOperation<PlivoApi> = {
	name: 'Get Queued',
	value: 'getQueued',
	action: 'Get queued call',
	description: 'Get a call that was asked for and waits for its turn',
	simplified: ['call'],
	properties: [queuedCallLocator()],
	execute: async (api, parameters) => {
		const answer = await sendExplained(
			api,
			{ method: 'GET', path: callPath(parameters), query: { status: 'queued' } },
			'The call may have begun, which Get Live shows, or be over, which Get shows',
			['404', '400'],
		);
		return [{ json: openCallItem(answer, parameters.uuid('callUuid')) }];
	},
};

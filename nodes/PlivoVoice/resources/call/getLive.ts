import type { StepsOperation } from '../../../shared/operations/operation';
import { liveCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { callPath } from './callAction';
import { openCallItem } from './callItem';

/** `GET /Call/{call_uuid}/?status=live` (plivo.md §5.2). */
export const getLive: StepsOperation<PlivoApi> = {
	name: 'Get Live',
	value: 'getLive',
	action: 'Get live call',
	description: 'Get a call that is going on or rings',
	simplified: ['call'],
	properties: [liveCallLocator()],
	execute: async (api, parameters) => {
		const answer = await sendExplained(
			api,
			{ method: 'GET', path: callPath(parameters), query: { status: 'live' } },
			'The call may be over, which Get shows, or still waiting, which Get Queued shows',
			['404', '400'],
		);
		return [{ json: openCallItem(answer, parameters.uuid('callUuid')) }];
	},
};

import type { StepsOperation } from '../../../shared/operations/operation';
import { finishedCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { callPath } from './callAction';
import { finishedCallItem } from './callItem';

/** `GET /Call/{call_uuid}/` (plivo.md §5.2): the record of a call that is over. */
export const get: StepsOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get call',
	description: 'Get a finished call: its times, who hung up and why, and what it cost',
	simplified: ['call'],
	properties: [
		finishedCallLocator({
			hint: 'Finished calls only: for one that is live or waiting, use Get Live or Get Queued',
		}),
	],
	execute: async (api, parameters) => {
		const answer = await sendExplained(
			api,
			{ method: 'GET', path: callPath(parameters) },
			'The call may still be live, which Get Live shows, or waiting, which Get Queued shows; a call that has just ended is here a little later',
			['404', '400'],
		);
		return [{ json: finishedCallItem(answer) }];
	},
};

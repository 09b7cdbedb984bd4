import type { StepsOperation } from '../../../shared/operations/operation';
import { audioStreamLocator, liveCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { callOf, oneStreamPath } from './streamItem';

/** `DELETE /Call/{call_uuid}/Stream/{stream_id}/` (plivo.md §5.4). */
export const stop: StepsOperation<PlivoApi> = {
	name: 'Stop',
	value: 'stop',
	action: 'Stop audio stream',
	description:
		'Stop an audio stream for good; the call goes on with its XML, and ends where nothing follows',
	properties: [liveCallLocator(), audioStreamLocator()],
	execute: async (api, parameters) => {
		const request = { method: 'DELETE' as const, path: oneStreamPath(parameters) };
		await sendExplained(api, request, 'The stream or its call may be over already');
		const stream_id = parameters.uuid('streamId');
		return [{ json: { stream_id, call: callOf(parameters), stopped: true } }];
	},
};

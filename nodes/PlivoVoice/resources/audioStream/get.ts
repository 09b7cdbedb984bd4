import type { StepsOperation } from '../../../shared/operations/operation';
import { audioStreamLocator, liveCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { oneStreamPath, streamFields, streamItem } from './streamItem';

/** `GET /Call/{call_uuid}/Stream/{stream_id}/` (plivo.md §5.4). */
export const get: StepsOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get audio stream',
	description: 'Get an audio stream of a call: where its audio goes, and since when',
	simplified: streamFields,
	properties: [liveCallLocator(), audioStreamLocator()],
	execute: async (api, parameters) => {
		const request = { method: 'GET' as const, path: oneStreamPath(parameters) };
		const answer = await sendExplained(
			api,
			request,
			'The call may be over, or the stream one of another call: Get Many lists the streams of a call',
		);
		return [{ json: streamItem(answer, parameters) }];
	},
};

import type { StepsOperation } from '../../../shared/operations/operation';
import { liveCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { callOf, streamPath } from './streamItem';

/** `DELETE /Call/{call_uuid}/Stream/` (plivo.md §5.4). */
export const stopAll: StepsOperation<PlivoApi> = {
	name: 'Stop All',
	value: 'stopAll',
	action: 'Stop all audio streams',
	description:
		'Stop all audio streams of a call for good; the call goes on with its XML, and ends where nothing follows',
	properties: [liveCallLocator()],
	execute: async (api, parameters) => {
		const request = { method: 'DELETE' as const, path: streamPath(parameters) };
		await sendExplained(api, request, 'The call may be over already, and its streams with it');
		return [{ json: { call: callOf(parameters), stopped: true } }];
	},
};

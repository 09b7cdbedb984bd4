import type { StepsOperation } from '../../../shared/operations/operation';
import { liveCallLocator } from '../../descriptions/locators';
import { askAboutLiveCall } from '../../liveCall';
import { liveCallItem, liveCallKeys } from '../../liveCallItem';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** `GET /control/calls/<id>`. */
export const get: StepsOperation<PhoneAgentApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get live call',
	description: 'Get how a live call stands, with everything that was said so far',
	simplified: liveCallKeys,
	properties: [liveCallLocator()],
	execute: async (api, parameters) => {
		const path = `/control/calls/${parameters.uuid('callId')}`;
		const { call, transcript } = await askAboutLiveCall(api, { method: 'GET', path });
		return [{ json: liveCallItem(call, parameters, transcript) }];
	},
};

import type { StepsOperation } from '../../../shared/operations/operation';
import { liveCallLocator } from '../../descriptions/locators';
import { askAboutLiveCall } from '../../liveCall';
import { liveCallItem, liveCallKeys } from '../../liveCallItem';
import type { PhoneAgentApi } from '../../phoneAgentApi';

type Texts = Pick<StepsOperation<PhoneAgentApi>, 'name' | 'value' | 'action' | 'description'>;

/**
 * Something that the bridge does with a live call: `POST /control/calls/<id>/<verb>`.
 * @param verb the last part of the address
 */
export const liveCallAction = (texts: Texts, verb: string): StepsOperation<PhoneAgentApi> => ({
	...texts,
	simplified: liveCallKeys,
	properties: [liveCallLocator()],
	execute: async (api, parameters) => {
		const path = `/control/calls/${parameters.uuid('callId')}/${verb}`;
		const { call } = await askAboutLiveCall(api, { method: 'POST', path });
		return [{ json: liveCallItem(call, parameters) }];
	},
});

import type { ListOperation } from '../../../shared/operations/operation';
import { objectsIn } from '../../bridgeControl';
import { liveCallItem, liveCallKeys } from '../../liveCallItem';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** `GET /control/calls`, which gives all calls at once. */
export const getMany: ListOperation<PhoneAgentApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many live calls',
	description: 'Get the calls that are on your bridge now',
	simplified: liveCallKeys,
	properties: [],
	list: () => ({ path: '/control/calls' }),
	objects: (answer, { context, itemIndex }) => objectsIn(context, answer, 'calls', itemIndex),
	item: (object, parameters) => liveCallItem(object, parameters),
};

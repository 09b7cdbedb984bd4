import type { ListOperation } from '../../../shared/operations/operation';
import { liveCallLocator } from '../../descriptions/callLocators';
import type { PlivoApi } from '../../plivoApi';
import { streamFields, streamItem, streamPath } from './streamItem';

/** `GET /Call/{call_uuid}/Stream/` (plivo.md §5.4, §1.1): its `meta` counts in another field than other lists, and is not used. */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many audio streams',
	description: 'Get many audio streams of a call',
	simplified: streamFields,
	properties: [liveCallLocator()],
	list: (parameters) => ({ path: streamPath(parameters) }),
	item: streamItem,
};

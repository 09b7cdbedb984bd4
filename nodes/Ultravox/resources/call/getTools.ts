import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator } from '../../descriptions/callLocators';
import { wholeList } from '../../wholeList';
import { callPath } from './callPath';

/** `GET /api/calls/{call_id}/tools`: comes whole (ultravox.md §1.1). */
export const getTools: ListOperation<UltravoxApi> = {
	name: 'Get Tools',
	value: 'getTools',
	action: 'Get tools of call',
	description: 'Get the tools that the agent of a call can use',
	describesSecrets: ['definition'],
	properties: [callLocator()],
	list: (parameters) => ({ path: callPath(parameters, '/tools') }),
	objects: wholeList,
};

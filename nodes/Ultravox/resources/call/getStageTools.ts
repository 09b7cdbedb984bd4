import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator, callStageLocator } from '../../descriptions/callLocators';
import { wholeList } from '../../wholeList';
import { stagePath } from './callPath';

/** `GET /api/calls/{call_id}/stages/{call_stage_id}/tools`: comes whole (ultravox.md §1.1). */
export const getStageTools: ListOperation<UltravoxApi> = {
	name: 'Get Stage Tools',
	value: 'getStageTools',
	action: 'Get tools of call stage',
	description: 'Get the tools that the agent had in one stage of a call',
	describesSecrets: ['definition'],
	properties: [callLocator(), callStageLocator()],
	list: (parameters) => ({ path: stagePath(parameters, '/tools') }),
	objects: wholeList,
};

import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator, callStageLocator } from '../../descriptions/callLocators';
import { stagePath } from './callPath';
import { messageFields } from './messages';

/** `GET /api/calls/{call_id}/stages/{call_stage_id}/messages` (ultravox.md §2.3). */
export const getStageMessages: ListOperation<UltravoxApi> = {
	name: 'Get Stage Messages',
	value: 'getStageMessages',
	action: 'Get messages of call stage',
	description: 'Get what was said in one stage of a call, and which tools the agent used in it',
	simplified: messageFields,
	properties: [callLocator(), callStageLocator()],
	list: (parameters) => ({ path: stagePath(parameters, '/messages') }),
};

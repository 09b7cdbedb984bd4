import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator, callStageLocator } from '../../descriptions/callLocators';
import { stagePath } from './callPath';
import { stageFields } from './stageFields';

/** `GET /api/calls/{call_id}/stages/{call_stage_id}` (ultravox.md §2.6). */
export const getStage: RequestOperation<UltravoxApi> = {
	name: 'Get Stage',
	value: 'getStage',
	action: 'Get stage of call',
	description: 'Get a stage of a call: the prompt and the settings that the agent had in it',
	simplified: stageFields,
	properties: [callLocator(), callStageLocator()],
	request: (parameters) => ({ method: 'GET', path: stagePath(parameters) }),
};

import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator } from '../../descriptions/callLocators';
import { callPath } from './callPath';
import { stageFields } from './stageFields';

/** `GET /api/calls/{call_id}/stages` (ultravox.md §2.6). */
export const getStages: ListOperation<UltravoxApi> = {
	name: 'Get Stages',
	value: 'getStages',
	action: 'Get stages of call',
	description: 'Get the stages of a call: the prompts and the settings that the agent had in turn',
	simplified: stageFields,
	properties: [callLocator()],
	list: (parameters) => ({ path: callPath(parameters, '/stages') }),
};

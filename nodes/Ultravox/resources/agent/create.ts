import type { StepsOperation } from '../../../shared/operations/operation';
import { isObject } from '../../../shared/operations/values';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { withFirstSpeaker } from '../../settings/firstSpeaker';
import { systemPromptSetting } from '../../settings/model';
import { together } from '../../settings/setting';
import { callTemplateSettings } from '../../settings/subsets';
import { createAgent } from '../../../shared/agents/createAgent';
import {
	agentBody,
	agentBodyFields,
	agentName,
	checkedName,
	describedInAgent,
} from './agentFields';

const template = together(systemPromptSetting, callTemplateSettings);

/** `POST /api/agents` (ultravox.md §4.1). All settings lie inside `callTemplate`: beside it they would be dropped (§10.6). */
export const create: StepsOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create agent',
	description: 'Create a voice agent, which calls can be made with',
	describesSecrets: describedInAgent,
	properties: [{ ...agentName, required: true }, ...template.properties, agentBodyFields],
	execute: async (api, parameters) => {
		const name = checkedName(parameters, 'name');
		const given = agentBody(parameters, name, template.read(parameters));
		// The JSON of the user may say who speaks first, or which medium calls.
		const body = isObject(given.callTemplate)
			? { ...given, callTemplate: withFirstSpeaker(given.callTemplate) }
			: given;
		return [{ json: await createAgent(api, body) }];
	},
};

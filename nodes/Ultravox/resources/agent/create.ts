import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { withFirstSpeaker } from '../../settings/firstSpeaker';
import { systemPromptSetting } from '../../settings/model';
import { together } from '../../settings/setting';
import { callTemplateSettings } from '../../settings/subsets';
import { createAgent } from './createAgent';
import { agentBody, agentBodyFields, agentItem, agentName, checkedName } from './agentFields';

const template = together(systemPromptSetting, callTemplateSettings);

/** `POST /api/agents` (ultravox.md §4.1). All settings lie inside `callTemplate`: beside it they would be dropped (§10.6). */
export const create: StepsOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create agent',
	description: 'Create a voice agent, which calls can be made with',
	properties: [{ ...agentName, required: true }, ...template.properties, agentBodyFields],
	execute: async (api, parameters) => {
		const body = agentBody(
			parameters,
			checkedName(parameters, 'name'),
			withFirstSpeaker(template.read(parameters)),
		);
		return [{ json: agentItem(await createAgent(api, body), body) }];
	},
};

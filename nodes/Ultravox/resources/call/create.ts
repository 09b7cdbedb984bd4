import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { mediumSetting } from '../../settings/medium';
import { systemPromptSetting } from '../../settings/model';
import { together } from '../../settings/setting';
import { callSettings } from '../../settings/subsets';
import {
	createCall,
	createdCall,
	creationOptions,
	greetingPrompt,
	returnJoinUrl,
} from './createdCall';

const settings = together(systemPromptSetting, mediumSetting, callSettings);

/** `POST /api/calls` (ultravox.md §2.1). */
export const create: StepsOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create call',
	description:
		'Create a call without an agent, with all settings given here. Rings a phone and spends money when the direction is outgoing.',
	...createdCall,
	properties: [...settings.properties, returnJoinUrl, creationOptions(greetingPrompt)],
	execute: async (api, parameters) => {
		const options = parameters.collection('options');
		return await createCall(api, parameters, {
			path: '/api/calls',
			query: given({ enableGreetingPrompt: options.optionalFlag('enableGreetingPrompt') }),
			body: settings.read(parameters),
		});
	},
};

import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator } from '../../descriptions/callLocators';
import { mediumSetting } from '../../settings/medium';
import { together } from '../../settings/setting';
import { continuedCallSettings } from '../../settings/subsets';
import {
	createCall,
	createdCall,
	creationOptions,
	greetingPrompt,
	returnJoinUrl,
} from './createdCall';

const settings = together(mediumSetting, continuedCallSettings);

/**
 * `POST /api/calls?priorCallId=` (ultravox.md §2.1): the new call has the settings of the prior one but for those given here. The
 * medium is always given: one that rang a phone would ring it again.
 */
export const continueCall: StepsOperation<UltravoxApi> = {
	name: 'Continue',
	value: 'continue',
	action: 'Continue call',
	description:
		'Create a call that goes on where another one ended, with what was said there. Rings a phone and spends money when the direction is outgoing.',
	...createdCall,
	properties: [
		callLocator({
			displayName: 'Prior Call',
			name: 'priorCallId',
			description: 'The call whose settings and conversation the new one takes over',
		}),
		...settings.properties,
		returnJoinUrl,
		creationOptions(greetingPrompt),
	],
	execute: async (api, parameters) => {
		const options = parameters.collection('options');
		const body = settings.read(parameters);
		if (options.optionalObject('additionalBodyFields')?.initialMessages !== undefined) {
			throw options.problem(
				'additionalBodyFields',
				"set 'initialMessages', which a continued call does not take",
				'Its conversation is that of the prior call',
			);
		}
		return await createCall(api, parameters, {
			path: '/api/calls',
			query: given({
				priorCallId: parameters.uuid('priorCallId'),
				enableGreetingPrompt: options.optionalFlag('enableGreetingPrompt'),
			}),
			body,
		});
	},
};

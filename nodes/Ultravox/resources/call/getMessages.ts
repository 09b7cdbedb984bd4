import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator } from '../../descriptions/callLocators';
import { callPath } from './callPath';
import { messageFields } from './messages';

/** `GET /api/calls/{call_id}/messages` (ultravox.md §2.3). */
export const getMessages: ListOperation<UltravoxApi> = {
	name: 'Get Messages',
	value: 'getMessages',
	action: 'Get messages of call',
	description: 'Get what was said in a call, and which tools the agent used, one item per message',
	simplified: messageFields,
	properties: [
		callLocator(),
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{
					name: 'In Call',
					value: 'in_call',
					description: 'Of all stages, without the messages the call was created with',
				},
				{
					name: 'Last Stage',
					value: 'last_stage',
					description: 'Of the last stage, with the messages it began with',
				},
			],
			default: 'in_call',
			description: 'Which messages to get',
		},
	],
	list: (parameters) => ({
		path: callPath(parameters, '/messages'),
		query: { mode: parameters.choice('mode') },
	}),
};

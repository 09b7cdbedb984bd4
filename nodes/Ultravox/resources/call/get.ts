import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callItem } from '../../callItem';
import { callLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { callPath } from './callPath';
import { messagesOf } from './messages';

/** `GET /api/calls/{call_id}` (ultravox.md §2.2), with its messages where they are asked for. */
export const get: StepsOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get call',
	description: 'Get a call: its state, its times, how it ended, and its summary',
	simplified: ['call'],
	properties: [
		callLocator(),
		optionsCollection([
			{
				displayName: 'Include Transcript',
				name: 'includeTranscript',
				type: 'boolean',
				default: true,
				description: 'Whether to read what was said as well, as call.transcript',
			},
		]),
	],
	execute: async (api, parameters) => {
		const call = await sendExplained(
			api,
			{ method: 'GET', path: callPath(parameters) },
			{ '404': 'Check the ID; a call that was deleted is shown by Get Deleted' },
		);
		const wantsTranscript = parameters.collection('options').flag('includeTranscript');
		const messages = wantsTranscript ? await messagesOf(api, parameters) : undefined;
		return [{ json: callItem(call, messages) }];
	},
};

import { createCallContext } from '../../../shared/callContext';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator } from '../../descriptions/callLocators';
import { callPath } from './callPath';
import { messagesOf } from './messages';
import { isAgentFirst, mayBeginWithPrompt, transcriptLines, transcriptText } from './transcript';

/** `GET /api/calls/{call_id}/messages` (ultravox.md §2.3, §2.4), as a text to read and as a list. */
export const getTranscript: StepsOperation<UltravoxApi> = {
	name: 'Get Transcript',
	value: 'getTranscript',
	action: 'Get transcript of call',
	description: 'Get what was said in a call as one text to read, and as a list in call.transcript',
	properties: [
		callLocator(),
		optionsCollection([
			{
				displayName: 'Agent Label',
				name: 'agentLabel',
				type: 'string',
				default: 'Agent',
				description: 'What stands in the text before what the agent said',
			},
			{
				displayName: 'Include Text Messages',
				name: 'includeText',
				type: 'boolean',
				default: true,
				description:
					'Whether to take in what was not spoken, such as keys that were pressed and messages that were sent to the call',
			},
			{
				displayName: 'User Label',
				name: 'userLabel',
				type: 'string',
				default: 'User',
				description: 'What stands in the text before what the other side said',
			},
		]),
	],
	execute: async (api, parameters) => {
		const options = parameters.collection('options');
		const callOf = async () => await api.send({ method: 'GET', path: callPath(parameters) });
		const withText = options.flag('includeText');
		const messages = await messagesOf(api, parameters);
		const isPrompted = withText && mayBeginWithPrompt(messages) && isAgentFirst(await callOf());
		// Nobody said the prompt.
		const transcript = transcriptLines(isPrompted ? messages.slice(1) : messages, withText);
		const text = transcriptText(transcript, {
			agent: options.optionalText('agentLabel') ?? 'Agent',
			user: options.optionalText('userLabel') ?? 'User',
		});
		return [
			{
				json: { call: createCallContext({ callId: parameters.uuid('callId'), transcript }), text },
			},
		];
	},
};

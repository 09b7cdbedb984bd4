import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { dataMessage } from './dataMessage';

/** `forced_agent_message` (ultravox.md §8.5). */
export const makeAgentSpeak = dataMessage(
	{
		name: 'Make Agent Speak',
		value: 'makeAgentSpeak',
		action: 'Make agent speak in call',
		description: 'Have the agent of a live call say exactly this, or use a tool',
		properties: [
			{
				displayName: 'Content',
				name: 'content',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. One moment please, I am looking that up.',
				description: 'What the agent says, word for word; empty where it is only to use a tool',
			},
			{
				displayName: 'Urgency',
				name: 'urgency',
				type: 'options',
				options: [
					{
						name: 'Immediate',
						value: 'immediate',
						description: 'The agent breaks off what it says',
					},
					{ name: 'Soon', value: 'soon', description: 'At the next chance to speak' },
				],
				default: 'soon',
				description: 'When the agent says it',
			},
			optionsCollection([
				{
					displayName: 'Known Tool Results (JSON)',
					name: 'knownToolResults',
					type: 'json',
					default: '[]',
					placeholder: 'e.g. [{"invocationId": "1", "result": "open"}]',
					description: 'Results of the tool calls that are known already: those tools are not run',
				},
				{
					displayName: 'Thread ID',
					name: 'threadId',
					type: 'string',
					default: 'UI',
					description: 'The thread that gets the message; UI is the one that talks with the caller',
				},
				{
					displayName: 'Tool Calls (JSON)',
					name: 'toolCalls',
					type: 'json',
					default: '[]',
					placeholder: 'e.g. [{"name": "lookUpOrder", "arguments": {"number": "17"}}]',
					description: 'Tools that the agent uses now, by the names it knows them by',
				},
				{
					displayName: 'Uninterruptible',
					name: 'uninterruptible',
					type: 'boolean',
					default: true,
					description: 'Whether the agent says it to the end, though the caller speaks',
				},
			]),
		],
	},
	(parameters) => {
		const options = parameters.collection('options');
		const content = parameters.optionalText('content');
		const toolCalls = options.optionalObjects('toolCalls');
		const knownToolResults = options.optionalObjects('knownToolResults');
		if (content === undefined && toolCalls === undefined)
			throw parameters.problem('content', 'is empty');
		for (const { name } of toolCalls ?? []) {
			if (typeof name !== 'string' || name.trim() === '') {
				throw options.problem('toolCalls', 'has a tool call without a name');
			}
		}
		return given({
			type: 'forced_agent_message',
			content,
			toolCalls,
			knownToolResults,
			uninterruptible: options.optionalFlag('uninterruptible'),
			urgency: parameters.choice('urgency'),
			threadId: options.optionalText('threadId'),
		});
	},
);

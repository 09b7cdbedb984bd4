import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { dataMessage } from './dataMessage';

/** `user_text_message` (ultravox.md §8.5). Instructions stand in tags: DOC:agents/guiding-agents. */
export const sendMessage = dataMessage(
	{
		name: 'Send Message',
		value: 'sendMessage',
		action: 'Send message to call',
		description:
			'Send a text to the agent of a live call: an instruction, or something as if the caller had said it',
		properties: [
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				typeOptions: { rows: 3 },
				required: true,
				default: '',
				placeholder: "e.g. Now ask for the caller's address",
			},
			{
				displayName: 'Send As',
				name: 'sendAs',
				type: 'options',
				options: [
					{
						name: 'Instruction',
						value: 'instruction',
						description:
							'In &lt;instruction&gt; tags, so that the agent can tell it from what the caller says',
					},
					{
						name: 'User Message',
						value: 'user',
						description: 'As if the caller had said it',
					},
				],
				default: 'instruction',
				hint: 'Tell the agent in its prompt that it has to follow what stands inside &lt;instruction&gt; tags',
			},
			{
				displayName: 'Urgency',
				name: 'urgency',
				type: 'options',
				options: [
					{
						name: 'Immediate',
						value: 'immediate',
						description: 'The agent breaks off what it says, and answers at once',
					},
					{
						name: 'Later',
						value: 'later',
						description: 'The agent knows it from now on, and does not answer',
					},
					{
						name: 'Soon',
						value: 'soon',
						description: 'The agent answers at its next chance to speak',
					},
				],
				default: 'soon',
				description: 'When the agent reacts',
			},
			optionsCollection([
				{
					displayName: 'Thread ID',
					name: 'threadId',
					type: 'string',
					default: 'UI',
					description: 'The thread that gets the message; UI is the one that talks with the caller',
				},
			]),
		],
	},
	(parameters) => {
		const text = parameters.text('text');
		const isInstruction = parameters.choice('sendAs') === 'instruction';
		return given({
			type: 'user_text_message',
			text: isInstruction ? `<instruction>${text}</instruction>` : text,
			urgency: parameters.choice('urgency'),
			threadId: parameters.collection('options').optionalText('threadId'),
		});
	},
);

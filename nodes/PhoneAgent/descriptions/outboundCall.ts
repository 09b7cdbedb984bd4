import type { INodeProperties } from 'n8n-workflow';
import { metadata, templateContext } from '../../shared/descriptions/agentContext';
import { agentLocator } from '../../shared/descriptions/agentLocator';
import { audioPath } from '../../shared/descriptions/audio';
import { bridgeOptions } from '../../shared/descriptions/bridgeOptions';

/** The person to call. */
export const to: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +15551234567',
	description: 'The phone number to call, with its country code',
	hint: 'One number per item: each input item is one call',
};

/** The number that is shown to who is called. */
const from: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'string',
	default: '',
	placeholder: 'e.g. +15557654321',
	description: 'A phone number of your Plivo account that is shown to who is called',
	hint: "If empty, the 'Default Caller ID' of the Plivo credential",
};

/** Whom to call, with whom, and over which path. */
export const outboundCallFields: INodeProperties[] = [
	to,
	agentLocator({
		required: true,
		description: 'The Ultravox agent that talks with who picks up',
	}),
	from,
	{
		...audioPath,
		options: [
			{
				name: 'Direct',
				value: 'direct',
				description:
					'Ultravox dials through your Plivo account: nothing to run yourself, lowest latency',
			},
			{
				name: 'Through Bridge',
				value: 'bridge',
				description: 'Plivo dials, and the audio passes your voice bridge',
			},
		],
		hint: "'Through Bridge' needs a voice bridge of your own. Choose it for an agent that cannot be interrupted during the whole call, or for recordings on your side.",
	},
	templateContext(
		'An expression can use the item, such as {{ $json.name }}. Each call has values of its own.',
	),
	{
		...metadata,
		description: 'Kept with the Ultravox call and given in the item',
	},
];

const allBridgeOptions = bridgeOptions.options as INodeProperties[];

/** What only a bridge can do. Not that a lost agent is replaced: there is no execution that could be asked while the call goes on. */
export const outboundBridgeOptions: INodeProperties = {
	...bridgeOptions,
	// n8n shows no hint under a collection.
	description:
		"An agent whose line breaks off is replaced only where an execution waits: with 'Call and Wait'",
	options: allBridgeOptions.filter(({ name }) => name !== 'resume'),
};

/** The same where an execution waits for the call. */
export const waitingBridgeOptions: INodeProperties = {
	...bridgeOptions,
	options: allBridgeOptions.map((option) =>
		option.name === 'resume'
			? {
					...option,
					description:
						'Whether the conversation goes on with the same agent when its line breaks off. This is so unless you turn it off, but for the tool of an AI agent. Only when that fails, the call ends with a sentence of apology.',
				}
			: option,
	),
};

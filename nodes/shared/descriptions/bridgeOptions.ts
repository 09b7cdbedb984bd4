import type { INodeProperties } from 'n8n-workflow';

/** What only a bridge between phone and agent can do. */
export const bridgeOptions: INodeProperties = {
	displayName: 'Bridge Options',
	name: 'bridgeOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { audioPath: ['bridge'] } },
	options: [
		{
			displayName: 'Interruptible',
			name: 'interruptible',
			type: 'boolean',
			default: true,
			description:
				'Whether callers can interrupt the agent. On unless you turn it off: what they say while it speaks is not heard then, during the whole call.',
		},
		{
			displayName: 'Record on Bridge',
			name: 'recordOnBridge',
			type: 'boolean',
			default: true,
			description:
				'Whether your bridge records the call, caller and agent apart. Off unless added. The bridge has to have a place for recordings. Callers may have to be told.',
		},
		{
			displayName: 'Resume If the Agent Is Lost',
			name: 'resume',
			type: 'boolean',
			default: true,
			description:
				"Whether the conversation goes on with the same agent when its line breaks off. This is so unless you turn it off. Only when that fails, the steps of 'If the Agent Cannot Be Reached' are taken.",
		},
	],
};

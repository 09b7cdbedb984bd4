import type { INodeProperties } from 'n8n-workflow';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { modelLocator, voiceOrNameLocator } from '../../../shared/descriptions/ultravoxLocators';

/** The agent an operation is for; items of agents have its id at `id`. */
export const chosenAgent = agentLocator({
	required: true,
	description: 'An agent of your Ultravox account',
});

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Receptionist',
};

export const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{
			name: 'Inbound',
			value: 'inbound',
			description: 'People call it: it speaks first, and calls to your numbers may reach it',
		},
		{
			name: 'Outbound',
			value: 'outbound',
			description: 'It calls people: who is called speaks first',
		},
	],
	default: 'inbound',
	description: 'Whether the agent is called, or calls',
};

const dataCollectionFields: INodeProperties = {
	displayName: 'Data Collection Fields',
	name: 'dataCollectionFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		"What the agent finds out in the call. What it does not learn stays empty. Works in calls of an Inbound Call Trigger and of 'Call and Wait', where n8n has a public https address.",
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. appointment day',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Date', value: 'date' },
						{ name: 'Number', value: 'number' },
						{ name: 'Text', value: 'text' },
						{ name: 'Yes or No', value: 'boolean' },
					],
					default: 'text',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. The day they prefer',
					description: 'What the agent should know of it, in one line',
				},
			],
		},
	],
};

const actionFields: INodeProperties[] = [
	{
		displayName: 'Actions',
		name: 'actions',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All', value: 'all', description: 'All tools of your account, and hanging up' },
			{
				name: 'Chosen',
				value: 'chosen',
				description: "Those of the field 'Action Names or IDs': add it, too",
			},
			{ name: 'None', value: 'none' },
		],
		default: 'all',
		description: 'Which tools of Ultravox the agent can use in a call',
	},
	{
		displayName: 'Action Names or IDs',
		name: 'actionIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getTools' },
		default: [],
		displayOptions: { show: { actions: ['chosen'] } },
		description:
			'The tools of the agent. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/** Everything of an agent besides its name, its type and its model, in the order of their labels. */
export const commonFields: INodeProperties[] = [
	{
		displayName: 'Accent',
		name: 'accent',
		type: 'string',
		default: '',
		placeholder: 'e.g. British',
		description: 'The accent the agent should mainly speak in; the voice has most to do with it',
	},
	...actionFields,
	dataCollectionFields,
	{
		displayName: 'First Message',
		name: 'firstMessage',
		type: 'string',
		default: '',
		placeholder: 'e.g. Hello, this is Anna from the clinic.',
		description:
			'What the agent says first when it is called; when it calls somebody, what it says if they stay silent',
	},
	{
		displayName: 'Handoff Phone Number',
		name: 'handoffPhoneNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +14155550100',
		description: 'The human that the agent can hand callers to, with the country code',
		hint: "Works in calls of an Inbound Call Trigger and of 'Call and Wait', where n8n has a public https address",
	},
	{
		displayName: 'Instructions',
		name: 'instructions',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		placeholder: 'e.g. Offer the next free appointment.',
		description:
			'What the agent is and has to do: each line is one instruction. An expression can give a list.',
	},
	{
		displayName: 'Interruptible',
		name: 'interruptible',
		type: 'boolean',
		default: true,
		description: 'Whether the agent stops speaking when the other side does',
		hint: "Off works for the whole call only with the audio path 'Through Bridge'",
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. de-AT',
		description:
			'Code of the language the agent should mainly speak; others it may speak after commas',
	},
	{
		displayName: 'Send Collected Data To',
		name: 'dataCollectionWebhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/collected',
		description:
			'A web address that gets the collected data, once per call; without it, the item of the call has it',
		hint: 'It stands in the prompt of the agent: use an address without a password in it',
	},
	voiceOrNameLocator({ description: 'The voice of the agent' }),
];

/** The model, which only a new agent can be given. */
export const modelField: INodeProperties = modelLocator({
	description: 'The AI model of the agent, which cannot be changed later',
});

/** The model in an update, which takes the one that the agent has. */
export const sameModelField: INodeProperties = modelLocator({
	description:
		'The AI model cannot be changed after creation. Only the one of the item is taken, for updates that pass on all of an agent.',
});

import type { INodeProperties } from 'n8n-workflow';
import { agentLocator } from '../../shared/descriptions/agentLocator';

/** The kind of step comes first, whatever the alphabet says: the other fields depend on it. */
const stepFields: INodeProperties[] = [
	{
		displayName: 'Step',
		name: 'step',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Another Agent', value: 'agent' },
			{ name: 'Forward to a Number', value: 'forward' },
			{ name: 'Say a Sentence', value: 'sentence' },
			{ name: 'Take a Voicemail', value: 'voicemail' },
		],
		default: 'sentence',
	},
	agentLocator({ required: true, displayOptions: { show: { step: ['agent'] } } }),
	{
		displayName: 'Number',
		name: 'number',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +15551234567',
		displayOptions: { show: { step: ['forward'] } },
	},
	{
		displayName: 'Ring Time (Seconds)',
		name: 'ringTime',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 120 },
		default: 25,
		description: 'After this the next step is taken',
		displayOptions: { show: { step: ['forward'] } },
	},
	{
		displayName: 'Caller ID',
		name: 'callerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15551234567',
		description: 'What the called person sees. Empty: the number that was called.',
		displayOptions: { show: { step: ['forward'] } },
	},
	{
		displayName: 'Sentence',
		name: 'sentence',
		type: 'string',
		default: 'We are sorry, nobody can take your call right now. Please try again later.',
		required: true,
		displayOptions: { show: { step: ['sentence'] } },
	},
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		default: 'Please leave a message after the tone.',
		required: true,
		displayOptions: { show: { step: ['voicemail'] } },
	},
	{
		displayName: 'Longest Message (Seconds)',
		name: 'longestMessage',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 600 },
		default: 120,
		displayOptions: { show: { step: ['voicemail'] } },
	},
];

/** What happens, in order, when the agent cannot be reached or is lost: the caller never hears silence. */
export const ladderProperties: INodeProperties[] = [
	{
		displayName: 'If the Agent Cannot Be Reached',
		name: 'ladder',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Step',
		default: {
			steps: [
				{
					step: 'sentence',
					sentence: 'We are sorry, nobody can take your call right now. Please try again later.',
				},
			],
		},
		description:
			'Tried in this order when Ultravox refuses or is slow, and when the agent is lost during the call',
		options: [
			{
				displayName: 'Step',
				name: 'steps',
				values: stepFields,
			},
		],
	},
	{
		displayName:
			'While n8n itself is down, your bridge answers with these steps, if a Voice Bridge credential is chosen. Without one nothing answers then, unless another Application answered these numbers before.',
		name: 'ladderNotice',
		type: 'notice',
		default: '',
	},
];

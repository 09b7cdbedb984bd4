import type { INodeProperties } from 'n8n-workflow';
import { callFields, metadata, templateContext } from '../../shared/descriptions/agentContext';
import { agentLocator } from '../../shared/descriptions/agentLocator';
import { audioPath } from '../../shared/descriptions/audio';

const withAgent = { show: { answerWith: ['agent', 'agentByNumber'] } };

/** Who answers, over which way, knowing what. */
export const agentProperties: INodeProperties[] = [
	{
		displayName: 'Answer With',
		name: 'answerWith',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Agent',
				value: 'agent',
				description: 'One Ultravox agent answers every call',
			},
			{
				name: 'Agent by Called Number',
				value: 'agentByNumber',
				description: 'Each number has an agent of its own',
			},
			{
				name: 'Workflow',
				value: 'workflow',
				description: 'The workflow decides, with Phone Agent > Answer Call',
			},
		],
		default: 'agent',
		description: 'Who talks with the caller',
	},
	{
		displayName:
			"The caller waits until this workflow reaches a 'Phone Agent' node with the operation 'Answer Call'. Keep what comes before it short: after five seconds 'If the Agent Cannot Be Reached' takes over.",
		name: 'workflowNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { answerWith: ['workflow'] } },
	},
	agentLocator({ required: true, displayOptions: { show: { answerWith: ['agent'] } } }),
	{
		displayName: 'Agents by Number',
		name: 'agentsByNumber',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Number',
		default: {},
		displayOptions: { show: { answerWith: ['agentByNumber'] } },
		description: 'Which agent answers which of your numbers',
		options: [
			{
				displayName: 'Number',
				name: 'rows',
				values: [
					{
						displayName: 'Called Number',
						name: 'number',
						type: 'string',
						default: '',
						placeholder: 'e.g. +15551234567',
					},
					agentLocator({ required: true }),
				],
			},
		],
	},
	{
		displayName: 'When Number Is Not Listed',
		name: 'whenNumberUnknown',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Answer With Default Agent', value: 'agent' },
			{ name: 'Say a Sentence and Hang Up', value: 'sentence' },
		],
		default: 'sentence',
		displayOptions: { show: { answerWith: ['agentByNumber'] } },
	},
	agentLocator({
		displayName: 'Default Agent',
		name: 'defaultAgent',
		required: true,
		displayOptions: { show: { answerWith: ['agentByNumber'], whenNumberUnknown: ['agent'] } },
	}),
	{
		displayName: 'Sentence for Unknown Numbers',
		name: 'unknownNumberSentence',
		type: 'string',
		default: 'This number is not in service. Goodbye.',
		displayOptions: { show: { answerWith: ['agentByNumber'], whenNumberUnknown: ['sentence'] } },
	},
	{ ...audioPath },
	{
		displayName:
			'Choose a Voice Bridge credential above: it says where your bridge runs. It also answers with the steps below while n8n itself does not.',
		name: 'bridgeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { audioPath: ['bridge'] } },
	},
	{ ...callFields, displayOptions: withAgent },
	{
		...templateContext('An expression can use the request of Plivo, such as {{ $json.body.From }}'),
		displayOptions: withAgent,
	},
	{ ...metadata, displayOptions: withAgent },
];

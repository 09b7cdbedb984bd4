import type { INodeProperties } from 'n8n-workflow';
import { agentLocator } from '../descriptions/agentLocator';
import { optionsCollection } from '../descriptions/fieldCollection';
import { plivoApplicationLocator, plivoNumberLocator } from '../descriptions/plivoLocators';

export const properties: INodeProperties[] = [
	agentLocator({ required: true, description: 'The agent that answers calls to the number' }),
	plivoNumberLocator({ description: 'The number of your Plivo account that the agent answers' }),
	{
		displayName: 'Application',
		name: 'application',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Dedicated (Recommended)',
				value: 'dedicated',
				description: 'A Plivo application for this agent alone, made when it is not there',
			},
			{
				name: 'Existing',
				value: 'existing',
				description: 'An application of yours. Its answer URL is shared by all its numbers.',
			},
		],
		default: 'dedicated',
		description: 'The Plivo application that leads calls to the agent',
	},
	plivoApplicationLocator({ displayOptions: { show: { application: ['existing'] } } }),
	optionsCollection([
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'string',
			default: '',
			placeholder: 'e.g. US',
			description: 'Two-letter country of numbers without country code',
		},
		{
			displayName: 'Hangup URL',
			name: 'hangupUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/hangup',
			description:
				'Where Plivo reports that a call has ended. Without it, that is reported where it starts no new call.',
		},
		{
			displayName: 'Overwrite Answer URL',
			name: 'overwriteAnswerUrl',
			type: 'boolean',
			default: false,
			description:
				'Whether to replace the answer URL of another system in the application, for all its numbers; without it, that stops this operation',
		},
		{
			displayName: 'Overwrite Number Assignment',
			name: 'overwriteNumber',
			type: 'boolean',
			default: false,
			description:
				'Whether to take the number from what it leads to now; without it, a number that leads somewhere else stops this operation',
		},
	]),
];

import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../shared/descriptions/fieldCollection';
import { callingWindow, windowOptions } from './callingWindow';
import { badRows, defaultCountry, doNotCall, startedCampaign } from './campaign';

/** What Redial is given. */
export const redialProperties: INodeProperties[] = [
	...startedCampaign,
	{
		displayName: 'Call Again',
		name: 'callAgain',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Busy', value: 'busy' },
			{ name: 'Declined', value: 'rejected', description: 'The person did not take the call' },
			{ name: 'Expired', value: 'expired', description: 'The calling window ended first' },
			{ name: 'Failed', value: 'failed', description: 'The call could not be connected' },
			{ name: 'No Answer', value: 'no-answer' },
			{ name: 'Not Created', value: 'notCreated', description: 'Ultravox could not make the call' },
			{ name: 'Voicemail', value: 'voicemail' },
		],
		default: ['expired', 'busy', 'no-answer'],
		description: 'What became of the last call of the rows that are called again',
		hint: 'Whoever was reached once is never called again.',
	},
	doNotCall,
	...callingWindow,
	optionsCollection([
		...windowOptions,
		defaultCountry,
		{
			displayName: 'Most Attempts',
			name: 'mostAttempts',
			type: 'number' as const,
			typeOptions: { minValue: 2, numberPrecision: 0 },
			default: 3,
			description:
				'How often a row is scheduled in all, the first time included. Three if not set.',
		},
		{
			...badRows,
			description:
				'What Redial does when some rows cannot be called again, such as those without a value for a variable that the agent has got since',
		},
	]),
];

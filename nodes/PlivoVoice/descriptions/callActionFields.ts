import type { INodeProperties } from 'n8n-workflow';
import { methodField, urlField } from './callbackFields';

/** Which end of the call something is for (plivo.md §5.3). */
export const legsField = (displayName: string, name: 'leg' | 'legs'): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: [
		{ name: 'A Leg', value: 'aleg', description: 'Who called your number, or was called by Make' },
		{ name: 'B Leg', value: 'bleg', description: 'Who the call was connected to by Dial' },
		{ name: 'Both', value: 'both' },
	],
	default: 'aleg',
});

/** Where the result of an action goes instead of into the answer (plivo.md §1.4). */
export const resultCallback: INodeProperties[] = [
	methodField('Callback Method', 'callbackMethod', 'POST'),
	urlField(
		'Callback URL',
		'callbackUrl',
		'Plivo then answers at once, without a result, and tells the result there',
	),
];

/** What is played into a call: over and over, and over what is said or instead of it. */
export const soundFields: INodeProperties[] = [
	{
		displayName: 'Loop',
		name: 'loop',
		type: 'boolean',
		default: true,
		description: 'Whether to repeat it until it is stopped',
	},
	{
		displayName: 'Mix',
		name: 'mix',
		type: 'boolean',
		default: false,
		description: 'Whether the people on the call hear each other meanwhile',
	},
];

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';

const asText = (medium: string[]) => ({ show: { medium, dtmfHandling: ['text'] } });

/** What becomes of keys that are pressed on the phone (ultravox.md §3). */
export const dtmfProperties = (medium: string[]): INodeProperties[] => [
	{
		displayName: 'Pressed Keys',
		name: 'dtmfHandling',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Give Digits to the Agent at Once', value: 'default' },
			{ name: 'Give to the Agent as Text of Yours', value: 'text' },
			{ name: 'Ignore', value: 'ignore' },
		],
		default: 'default',
		description: 'What happens when keys are pressed on the phone',
		displayOptions: { show: { medium } },
	},
	{
		displayName: 'Text for Pressed Keys',
		name: 'dtmfText',
		type: 'string',
		default: '{digits}',
		description: 'What the agent is told; {digits} stands for the keys',
		displayOptions: asText(medium),
	},
	{
		displayName: 'Urgency of Pressed Keys',
		name: 'dtmfUrgency',
		type: 'options',
		options: [
			{ name: 'Immediate', value: 'URGENCY_IMMEDIATE', description: 'Interrupts the agent' },
			{ name: 'Later', value: 'URGENCY_LATER', description: 'Is known to the agent, no more' },
			{ name: 'Soon', value: 'URGENCY_SOON', description: 'Is answered at the next chance' },
		],
		default: 'URGENCY_IMMEDIATE',
		displayOptions: asText(medium),
	},
];

/** The handling as Ultravox takes it; nothing when it does as it always does. */
export function readDtmf(parameters: Parameters): IDataObject {
	const handling = parameters.optionalChoice('dtmfHandling') ?? 'default';
	if (handling === 'default') return {};
	if (handling === 'ignore') return { dtmfHandling: { ignore: true } };
	const text = parameters.optionalText('dtmfText');
	const urgency = parameters.optionalChoice('dtmfUrgency');
	return { dtmfHandling: { userTextMessage: given({ text, urgency }) } };
}

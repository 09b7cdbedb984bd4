import type { INodeProperties } from 'n8n-workflow';
import { audioFormat } from '../../shared/descriptions/audio';
import { bridgeOptions } from '../../shared/descriptions/bridgeOptions';
import {
	greeting,
	languageHint,
	maximumDuration,
	recordCall,
} from '../../shared/descriptions/callOptions';
import { optionsCollection } from '../../shared/descriptions/fieldCollection';

/** What most users leave as it is. */
export const optionProperties: INodeProperties[] = [
	optionsCollection([
		{ ...audioFormat },
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'string',
			default: '',
			placeholder: 'e.g. US',
			description: 'Two letters, for phone numbers that are written without a country code',
		},
		{ ...greeting },
		{ ...languageHint },
		{
			displayName: 'Language of Spoken Sentences',
			name: 'language',
			type: 'string',
			default: 'en-US',
			placeholder: 'e.g. en-US',
		},
		{ ...maximumDuration },
		{ ...recordCall },
		{
			displayName: 'Time for Each Agent (Seconds)',
			name: 'stepBudget',
			type: 'number',
			typeOptions: { minValue: 0.5, maxValue: 4, numberPrecision: 1 },
			default: 2,
			description:
				'How long Ultravox may take to prepare an agent before the next step is taken. Plivo gets its answer within five seconds in all.',
		},
		{
			displayName: 'Voice of Spoken Sentences',
			name: 'voice',
			type: 'string',
			default: 'WOMAN',
			placeholder: 'e.g. Polly.Joanna',
			description: 'A Plivo voice: WOMAN, MAN or the name of a Polly voice',
		},
	]),
	bridgeOptions,
];

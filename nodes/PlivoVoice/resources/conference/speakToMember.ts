import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { speechLanguage, speechText } from '../../descriptions/speechFields';
import { memberOperation } from './conferencePath';

/** `POST /Conference/{name}/Member/{ids}/Speak/` (plivo-conferences.md §C1.1). */
export const speakToMember = memberOperation(
	{
		name: 'Speak to Member',
		value: 'speakToMember',
		action: 'Speak text to member of conference',
		description: 'Speak a text to one, several or all members of a conference',
		properties: [
			speechText,
			optionsCollection([
				speechLanguage,
				{
					displayName: 'Voice',
					name: 'voice',
					type: 'options',
					options: [
						{ name: 'Man', value: 'MAN' },
						{ name: 'Woman', value: 'WOMAN' },
					],
					default: 'WOMAN',
				},
			]),
		],
	},
	{
		method: 'POST',
		below: 'Speak/',
		body: (parameters) => {
			const options = parameters.collection('options');
			return given({
				text: parameters.text('text'),
				voice: options.optionalChoice('voice'),
				language: options.optionalText('language'),
			});
		},
		fact: {},
	},
);

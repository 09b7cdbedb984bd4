import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { legsField, resultCallback, soundFields } from '../../descriptions/callActionFields';
import { speech, speechFields, speechText } from '../../descriptions/speechFields';
import { endpoint } from '../../endpoint';
import { callAction } from './callAction';

/** `POST /Call/{call_uuid}/Speak/` (plivo.md §5.3). */
export const speak = callAction(
	{
		name: 'Speak',
		value: 'speak',
		action: 'Speak text to call',
		description: 'Speak a text into a live call',
		properties: [
			speechText,
			optionsCollection([
				legsField('Legs', 'legs'),
				...speechFields,
				...soundFields,
				...resultCallback,
			]),
		],
	},
	{
		method: 'POST',
		below: 'Speak/',
		body: (parameters) => {
			const options = parameters.collection('options');
			return given({
				...speech(parameters, options),
				legs: options.optionalChoice('legs'),
				loop: options.optionalFlag('loop'),
				mix: options.optionalFlag('mix'),
				...endpoint(options, 'callback'),
			});
		},
		done: 'started',
	},
);

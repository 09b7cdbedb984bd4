import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { resultCallback } from '../../descriptions/callActionFields';
import { speech, speechFields, speechText } from '../../descriptions/speechFields';
import { endpoint } from '../../endpoint';
import { participantsOperation } from './chosenMultiPartyCall';

/** `POST /MultiPartyCall/{mpc}/Member/{ids}/Speak/` (plivo-conferences.md §C3.2: known from plivo-go alone). */
export const speakToParticipant = participantsOperation(
	{
		name: 'Speak to Participant',
		value: 'speakToParticipant',
		action: 'Speak text to participant of multi-party call',
		description: 'Speak a text to one, several or all participants of a multi-party call',
		properties: [
			speechText,
			optionsCollection([
				...resultCallback,
				{
					displayName: 'Mix',
					name: 'mix',
					type: 'boolean',
					default: true,
					description: 'Whether the text is mixed with what the others say',
				},
				...speechFields,
			]),
		],
	},
	{
		root: 'Member',
		method: 'POST',
		below: 'Speak/',
		body: (parameters) => {
			const options = parameters.collection('options');
			return given({
				...speech(parameters, options),
				mix: options.optionalFlag('mix'),
				...endpoint(options, 'callback'),
			});
		},
		fact: {},
	},
);

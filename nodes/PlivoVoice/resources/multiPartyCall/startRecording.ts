import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { callOperation } from './chosenMultiPartyCall';
import { recordingBody, recordingOptions } from './recordingOptions';

/** `POST /MultiPartyCall/{mpc}/Record/` (plivo-conferences.md §C3.2). */
export const startRecording = callOperation(
	{
		name: 'Start Recording',
		value: 'startRecording',
		action: 'Start recording of multi-party call',
		description: 'Record a multi-party call; supervisors are recorded whatever their coach mode',
		properties: [optionsCollection(recordingOptions)],
	},
	{
		method: 'POST',
		below: 'Record/',
		body: (parameters) => recordingBody(parameters.collection('options')),
		fact: {},
	},
);

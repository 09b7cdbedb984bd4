import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { resultCallback } from '../../descriptions/callActionFields';
import { endpoint } from '../../endpoint';
import { callAction } from './callAction';

/** `DELETE /Call/{call_uuid}/Record/` (plivo.md §5.3). */
export const stopRecording = callAction(
	{
		name: 'Stop Recording',
		value: 'stopRecording',
		action: 'Stop recording call',
		description: 'Stop recording a live call; what was recorded stays',
		properties: [optionsCollection(resultCallback)],
	},
	{
		method: 'DELETE',
		below: 'Record/',
		query: (parameters) => endpoint(parameters.collection('options'), 'callback'),
		done: 'stopped',
	},
);

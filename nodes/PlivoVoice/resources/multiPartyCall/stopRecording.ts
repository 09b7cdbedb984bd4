import { callOperation } from './chosenMultiPartyCall';

/** `DELETE /MultiPartyCall/{mpc}/Record/` (plivo-conferences.md §C3.2). */
export const stopRecording = callOperation(
	{
		name: 'Stop Recording',
		value: 'stopRecording',
		action: 'Stop recording of multi-party call',
		description: 'Stop recording a multi-party call; what was recorded stays',
		properties: [],
	},
	{ method: 'DELETE', below: 'Record/', fact: { stopped: true } },
);

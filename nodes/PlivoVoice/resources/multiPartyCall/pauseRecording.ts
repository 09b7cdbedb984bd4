import { callOperation } from './chosenMultiPartyCall';

/** `POST /MultiPartyCall/{mpc}/Record/Pause/` (plivo-conferences.md §C3.2). */
export const pauseRecording = callOperation(
	{
		name: 'Pause Recording',
		value: 'pauseRecording',
		action: 'Pause recording of multi-party call',
		description: 'Pause recording a multi-party call; what was recorded stays',
		properties: [],
	},
	{ method: 'POST', below: 'Record/Pause/', fact: { paused: true } },
);

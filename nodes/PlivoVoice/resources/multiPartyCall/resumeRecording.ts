import { callOperation } from './chosenMultiPartyCall';

/** `POST /MultiPartyCall/{mpc}/Record/Resume/` (plivo-conferences.md §C3.2). */
export const resumeRecording = callOperation(
	{
		name: 'Resume Recording',
		value: 'resumeRecording',
		action: 'Resume recording of multi-party call',
		description: 'Go on with a paused recording of a multi-party call',
		properties: [],
	},
	{ method: 'POST', below: 'Record/Resume/', fact: { resumed: true } },
);

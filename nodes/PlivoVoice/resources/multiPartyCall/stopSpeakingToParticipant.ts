import { participantsOperation } from './chosenMultiPartyCall';

/** `DELETE /MultiPartyCall/{mpc}/Member/{ids}/Speak/` (plivo-conferences.md §C3.2). */
export const stopSpeakingToParticipant = participantsOperation(
	{
		name: 'Stop Speaking to Participant',
		value: 'stopSpeakingToParticipant',
		action: 'Stop speaking to participant of multi-party call',
		description:
			'Stop the text that is spoken to one, several or all participants of a multi-party call',
		properties: [],
	},
	{ root: 'Member', method: 'DELETE', below: 'Speak/', fact: { stopped: true } },
);

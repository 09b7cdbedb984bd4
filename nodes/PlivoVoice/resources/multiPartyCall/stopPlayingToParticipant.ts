import { participantsOperation } from './chosenMultiPartyCall';

/** `DELETE /MultiPartyCall/{mpc}/Member/{ids}/Play/` (plivo-conferences.md §C3.2). */
export const stopPlayingToParticipant = participantsOperation(
	{
		name: 'Stop Playing to Participant',
		value: 'stopPlayingToParticipant',
		action: 'Stop playing to participant of multi-party call',
		description:
			'Stop the audio file that is played to one, several or all participants of a multi-party call',
		properties: [],
	},
	{ root: 'Member', method: 'DELETE', below: 'Play/', fact: { stopped: true } },
);

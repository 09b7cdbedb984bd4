import { participantsOperation } from './chosenMultiPartyCall';

/** `DELETE /MultiPartyCall/{mpc}/Participant/{ids}/` (plivo-conferences.md §C3.2, §C3.8). */
export const removeParticipant = participantsOperation(
	{
		name: 'Remove Participant',
		value: 'removeParticipant',
		action: 'Remove participant from multi-party call',
		description:
			'Put a participant out of a multi-party call; the phone call of one who was added by API ends, unless an exit action goes on with it',
		properties: [],
	},
	{ root: 'Participant', method: 'DELETE', below: '', fact: { removed: true } },
);

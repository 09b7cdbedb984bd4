import { participantRecordingOperation } from './participantRecording';

/** `POST /MultiPartyCall/{mpc}/Participant/{id}/Record/Pause/` (plivo-conferences.md §C3.2). */
export const pauseParticipantRecording = participantRecordingOperation(
	{
		name: 'Pause Participant Recording',
		value: 'pauseParticipantRecording',
		action: 'Pause recording of participant of multi-party call',
		description: 'Pause recording one participant of a multi-party call; what was recorded stays',
	},
	{ method: 'POST', below: 'Record/Pause/', options: [], fact: { paused: true } },
);

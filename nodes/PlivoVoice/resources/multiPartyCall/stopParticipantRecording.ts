import { participantRecordingOperation } from './participantRecording';

/** `DELETE /MultiPartyCall/{mpc}/Participant/{id}/Record/` (plivo-conferences.md §C3.2). */
export const stopParticipantRecording = participantRecordingOperation(
	{
		name: 'Stop Participant Recording',
		value: 'stopParticipantRecording',
		action: 'Stop recording of participant of multi-party call',
		description: 'Stop recording one participant of a multi-party call; what was recorded stays',
	},
	{ method: 'DELETE', below: 'Record/', options: [], fact: { stopped: true } },
);

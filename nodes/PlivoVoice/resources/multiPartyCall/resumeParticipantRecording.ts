import { participantRecordingOperation } from './participantRecording';

/** `POST /MultiPartyCall/{mpc}/Participant/{id}/Record/Resume/` (plivo-conferences.md §C3.2). */
export const resumeParticipantRecording = participantRecordingOperation(
	{
		name: 'Resume Participant Recording',
		value: 'resumeParticipantRecording',
		action: 'Resume recording of participant of multi-party call',
		description: 'Go on with a paused recording of one participant of a multi-party call',
	},
	{ method: 'POST', below: 'Record/Resume/', options: [], fact: { resumed: true } },
);

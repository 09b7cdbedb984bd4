import { participantRecordingOperation } from './participantRecording';
import { recordingBody, recordingOptions } from './recordingOptions';

/** `POST /MultiPartyCall/{mpc}/Participant/{id}/Record/` (plivo-conferences.md §C3.2). */
export const startParticipantRecording = participantRecordingOperation(
	{
		name: 'Start Participant Recording',
		value: 'startParticipantRecording',
		action: 'Start recording of participant of multi-party call',
		description: 'Record one participant of a multi-party call in a track of their own',
	},
	{ method: 'POST', below: 'Record/', options: recordingOptions, body: recordingBody, fact: {} },
);

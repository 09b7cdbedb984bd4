import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { addParticipant } from './addParticipant';
import { get } from './get';
import { getMany } from './getMany';
import { getParticipant } from './getParticipant';
import { getParticipants } from './getParticipants';
import { pauseParticipantRecording } from './pauseParticipantRecording';
import { pauseRecording } from './pauseRecording';
import { playToParticipant } from './playToParticipant';
import { removeParticipant } from './removeParticipant';
import { resumeParticipantRecording } from './resumeParticipantRecording';
import { resumeRecording } from './resumeRecording';
import { speakToParticipant } from './speakToParticipant';
import { start } from './start';
import { startParticipantRecording } from './startParticipantRecording';
import { startRecording } from './startRecording';
import { stop } from './stop';
import { stopParticipantRecording } from './stopParticipantRecording';
import { stopPlayingToParticipant } from './stopPlayingToParticipant';
import { stopRecording } from './stopRecording';
import { stopSpeakingToParticipant } from './stopSpeakingToParticipant';
import { updateParticipant } from './updateParticipant';

export const multiPartyCall: Resource<PlivoApi> = {
	name: 'Multi-Party Call',
	value: 'multiPartyCall',
	description: 'Customers, agents and supervisors on one call, with hold and coaching',
	defaultOperation: 'addParticipant',
	operations: [
		addParticipant,
		get,
		getMany,
		getParticipant,
		getParticipants,
		pauseParticipantRecording,
		pauseRecording,
		playToParticipant,
		removeParticipant,
		resumeParticipantRecording,
		resumeRecording,
		speakToParticipant,
		start,
		startParticipantRecording,
		startRecording,
		stop,
		stopParticipantRecording,
		stopPlayingToParticipant,
		stopRecording,
		stopSpeakingToParticipant,
		updateParticipant,
	],
};

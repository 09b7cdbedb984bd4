import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { deafenMember } from './deafenMember';
import { get } from './get';
import { getMany } from './getMany';
import { hangUp } from './hangUp';
import { hangUpMember } from './hangUpMember';
import { kickMember } from './kickMember';
import { muteMember } from './muteMember';
import { playToMember } from './playToMember';
import { speakToMember } from './speakToMember';
import { startRecording } from './startRecording';
import { stopPlayingToMember } from './stopPlayingToMember';
import { stopRecording } from './stopRecording';
import { stopSpeakingToMember } from './stopSpeakingToMember';
import { undeafenMember } from './undeafenMember';
import { unmuteMember } from './unmuteMember';

export const conference: Resource<PlivoApi> = {
	name: 'Conference',
	value: 'conference',
	description: 'A room where callers talk to each other',
	defaultOperation: 'getMany',
	operations: [
		deafenMember,
		get,
		getMany,
		hangUp,
		hangUpMember,
		kickMember,
		muteMember,
		playToMember,
		speakToMember,
		startRecording,
		stopPlayingToMember,
		stopRecording,
		stopSpeakingToMember,
		undeafenMember,
		unmuteMember,
	],
};

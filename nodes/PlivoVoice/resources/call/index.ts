import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { cancelRequest } from './cancelRequest';
import { get } from './get';
import { getLive } from './getLive';
import { getMany } from './getMany';
import { getManyLive } from './getManyLive';
import { getManyQueued } from './getManyQueued';
import { getQueued } from './getQueued';
import { hangUp } from './hangUp';
import { make } from './make';
import { play } from './play';
import { record } from './record';
import { sendDtmf } from './sendDtmf';
import { speak } from './speak';
import { stopPlaying } from './stopPlaying';
import { stopRecording } from './stopRecording';
import { stopSpeaking } from './stopSpeaking';
import { transfer } from './transfer';

export const call: Resource<PlivoApi> = {
	name: 'Call',
	value: 'call',
	description: 'A phone call over the Voice API, to make, look up and direct',
	defaultOperation: 'make',
	operations: [
		make,
		get,
		getMany,
		getLive,
		getManyLive,
		getQueued,
		getManyQueued,
		transfer,
		hangUp,
		cancelRequest,
		play,
		stopPlaying,
		speak,
		stopSpeaking,
		record,
		stopRecording,
		sendDtmf,
	],
};

import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { continueCall } from './continue';
import { create } from './create';
import { createWithAgent } from './createWithAgent';
import { deleteCall } from './delete';
import { get } from './get';
import { getDeleted } from './getDeleted';
import { getEvents } from './getEvents';
import { getMany } from './getMany';
import { getManyDeleted } from './getManyDeleted';
import { getMessageAudio } from './getMessageAudio';
import { getMessages } from './getMessages';
import { getRecording } from './getRecording';
import { getSipLogs } from './getSipLogs';
import { getStage } from './getStage';
import { getStageMessages } from './getStageMessages';
import { getStages } from './getStages';
import { getStageTools } from './getStageTools';
import { getTools } from './getTools';
import { getTranscript } from './getTranscript';
import { hangUp } from './hangUp';
import { makeAgentSpeak } from './makeAgentSpeak';
import { sendMessage } from './sendMessage';

export const call: Resource<UltravoxApi> = {
	name: 'Call',
	value: 'call',
	description: 'A conversation with an agent, to create, look up and steer',
	defaultOperation: 'createWithAgent',
	operations: [
		createWithAgent,
		create,
		continueCall,
		get,
		getMany,
		getMessages,
		getTranscript,
		getEvents,
		getStage,
		getStages,
		getStageMessages,
		getStageTools,
		getTools,
		getRecording,
		getMessageAudio,
		getSipLogs,
		sendMessage,
		makeAgentSpeak,
		hangUp,
		deleteCall,
		getDeleted,
		getManyDeleted,
	],
};

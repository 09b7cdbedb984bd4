import type { Resource } from '../../../shared/operations/operation';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { deleteRecording } from './delete';
import { download } from './download';
import { getMany } from './getMany';

export const bridgeRecording: Resource<PhoneAgentApi> = {
	name: 'Bridge Recording',
	value: 'bridgeRecording',
	description: 'The sound of a call that your bridge has recorded, caller and agent apart',
	defaultOperation: 'getMany',
	operations: [deleteRecording, download, getMany],
};

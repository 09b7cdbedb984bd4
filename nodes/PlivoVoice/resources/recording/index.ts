import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { deleteRecording } from './delete';
import { download } from './download';
import { get } from './get';
import { getMany } from './getMany';

export const recording: Resource<PlivoApi> = {
	name: 'Recording',
	value: 'recording',
	description: 'The sound of a call, a conference or a multi-party call, as a file',
	defaultOperation: 'getMany',
	operations: [deleteRecording, download, get, getMany],
};

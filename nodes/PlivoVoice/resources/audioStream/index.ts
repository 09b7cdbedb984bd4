import type { Resource } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { get } from './get';
import { getMany } from './getMany';
import { start } from './start';
import { stop } from './stop';
import { stopAll } from './stopAll';

export const audioStream: Resource<PlivoApi> = {
	name: 'Audio Stream',
	value: 'audioStream',
	description: 'The audio of a live call on its way to a WebSocket',
	defaultOperation: 'start',
	operations: [start, get, getMany, stop, stopAll],
};

import type { Resource } from '../../../shared/operations/operation';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { answerCall } from './answerCall';
import { call as callWithoutWaiting } from './call';
import { callAndWait } from './callAndWait';
import { getResult } from './getResult';
import { hangUp } from './hangUp';
import { testCall } from './testCall';

export const call: Resource<PhoneAgentApi> = {
	name: 'Call',
	value: 'call',
	defaultOperation: 'callAndWait',
	operations: [answerCall, callWithoutWaiting, callAndWait, getResult, hangUp, testCall],
};

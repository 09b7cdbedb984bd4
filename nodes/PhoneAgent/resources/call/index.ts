import type { Resource } from '../../../shared/operations/operation';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { answerCall } from './answerCall';

export const call: Resource<PhoneAgentApi> = {
	name: 'Call',
	value: 'call',
	defaultOperation: 'answerCall',
	operations: [answerCall],
};

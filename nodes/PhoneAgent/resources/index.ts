import type { Resource } from '../../shared/operations/operation';
import type { PhoneAgentApi } from '../phoneAgentApi';
import { agent } from './agent';
import { bridgeRecording } from './bridgeRecording';
import { call } from './call';
import { campaign } from './campaign';
import { liveCall } from './liveCall';

/** What the node offers, in the order of the code; the panel sorts by name. */
export const resources: ReadonlyArray<Resource<PhoneAgentApi>> = [
	call,
	agent,
	campaign,
	liveCall,
	bridgeRecording,
];

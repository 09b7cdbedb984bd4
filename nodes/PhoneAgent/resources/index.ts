import type { Resource } from '../../shared/operations/operation';
import type { PhoneAgentApi } from '../phoneAgentApi';
import { bridgeRecording } from './bridgeRecording';
import { call } from './call';
import { liveCall } from './liveCall';

/** What the node offers, in the order of the code; the panel sorts by name. */
export const resources: ReadonlyArray<Resource<PhoneAgentApi>> = [call, liveCall, bridgeRecording];

import type { Resource } from '../../shared/operations/operation';
import type { PhoneAgentApi } from '../phoneAgentApi';
import { call } from './call';

/** What the node offers, in the order of the code; the panel sorts by name. */
export const resources: ReadonlyArray<Resource<PhoneAgentApi>> = [call];

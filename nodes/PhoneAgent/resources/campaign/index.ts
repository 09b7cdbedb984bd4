import type { Resource } from '../../../shared/operations/operation';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { cancel } from './cancel';
import { getProgress } from './getProgress';
import { getResults } from './getResults';
import { pause } from './pause';
import { preview } from './preview';
import { redial } from './redial';
import { start } from './start';

export const campaign: Resource<PhoneAgentApi> = {
	name: 'Campaign',
	value: 'campaign',
	description: 'Calls to many people, each in the calling hours of where the person is',
	defaultOperation: 'start',
	operations: [cancel, getProgress, getResults, pause, preview, redial, start],
};

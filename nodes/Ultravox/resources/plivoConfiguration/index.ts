import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { createConfiguration } from '../../telephony/operations/create';
import { deleteConfiguration } from '../../telephony/operations/delete';
import { ensure } from '../../telephony/operations/ensure';
import { getConfiguration } from '../../telephony/operations/get';
import { updateConfiguration } from '../../telephony/operations/update';
import { plivoProvider } from '../../../shared/telephony/provider';
import { connectAgent } from './connectAgent';

export const plivoConfiguration: Resource<UltravoxApi> = {
	name: 'Plivo Configuration',
	value: 'plivoConfiguration',
	description: 'What Ultravox needs to take and make calls with Plivo',
	defaultOperation: 'connectAgent',
	operations: [
		connectAgent,
		createConfiguration(plivoProvider),
		deleteConfiguration(plivoProvider),
		ensure(plivoProvider),
		getConfiguration(plivoProvider),
		updateConfiguration(plivoProvider),
	],
};

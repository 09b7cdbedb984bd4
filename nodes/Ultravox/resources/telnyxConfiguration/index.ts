import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { createConfiguration } from '../../telephony/operations/create';
import { deleteConfiguration } from '../../telephony/operations/delete';
import { ensure } from '../../telephony/operations/ensure';
import { getConfiguration } from '../../telephony/operations/get';
import { updateConfiguration } from '../../telephony/operations/update';
import { telnyxProvider } from '../../../shared/telephony/provider';

export const telnyxConfiguration: Resource<UltravoxApi> = {
	name: 'Telnyx Configuration',
	value: 'telnyxConfiguration',
	description: 'What Ultravox needs to take and make calls with Telnyx',
	defaultOperation: 'ensure',
	operations: [
		createConfiguration(telnyxProvider),
		deleteConfiguration(telnyxProvider),
		ensure(telnyxProvider),
		getConfiguration(telnyxProvider),
		updateConfiguration(telnyxProvider),
	],
};

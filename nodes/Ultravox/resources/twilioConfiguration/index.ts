import type { Resource } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { createConfiguration } from '../../telephony/operations/create';
import { deleteConfiguration } from '../../telephony/operations/delete';
import { ensure } from '../../telephony/operations/ensure';
import { getConfiguration } from '../../telephony/operations/get';
import { updateConfiguration } from '../../telephony/operations/update';
import { twilioProvider } from '../../../shared/telephony/provider';

export const twilioConfiguration: Resource<UltravoxApi> = {
	name: 'Twilio Configuration',
	value: 'twilioConfiguration',
	description: 'What Ultravox needs to take and make calls with Twilio',
	defaultOperation: 'ensure',
	operations: [
		createConfiguration(twilioProvider),
		deleteConfiguration(twilioProvider),
		ensure(twilioProvider),
		getConfiguration(twilioProvider),
		updateConfiguration(twilioProvider),
	],
};

import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callThrottleLocator } from '../../../shared/descriptions/ultravoxLocators';

/** `GET /api/call_throttles/{throttle_id}` (ultravox.md §6). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get call throttle',
	description: 'Get a call throttle with its rules',
	properties: [callThrottleLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/api/call_throttles/${parameters.uuid('callThrottle')}`,
	}),
};

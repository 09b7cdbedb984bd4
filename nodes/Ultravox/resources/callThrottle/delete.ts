import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callThrottleLocator } from '../../../shared/descriptions/ultravoxLocators';

/** `DELETE /api/call_throttles/{throttle_id}` (ultravox.md §6). */
export const deleteCallThrottle: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete call throttle',
	description: 'Delete a call throttle for good',
	properties: [callThrottleLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/api/call_throttles/${parameters.uuid('callThrottle')}`,
	}),
	result: (_answer, parameters) => ({ throttleId: parameters.uuid('callThrottle'), deleted: true }),
};

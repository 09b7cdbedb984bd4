import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/sip` (ultravox.md §5.4). */
export const getConfiguration: RequestOperation<UltravoxApi> = {
	name: 'Get Configuration',
	value: 'getConfiguration',
	action: 'Get SIP configuration',
	description: 'Get the SIP domain of the account, and which calls to it reach which agents',
	properties: [],
	request: () => ({ method: 'GET', path: '/api/sip' }),
};

import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { toolLocator } from '../../../shared/descriptions/ultravoxLocators';

/** `GET /api/tools/{tool_id}` (ultravox.md §7.1). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get tool',
	description: 'Get a tool with its definition',
	describesSecrets: ['definition'],
	properties: [toolLocator()],
	request: (parameters) => ({ method: 'GET', path: `/api/tools/${parameters.uuid('tool')}` }),
};

import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { toolLocator } from '../../../shared/descriptions/ultravoxLocators';

/** `DELETE /api/tools/{tool_id}` (ultravox.md §7.1). */
export const deleteTool: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete tool',
	description: 'Delete a tool of your account for good. Agents that have it can no longer use it.',
	properties: [toolLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/api/tools/${parameters.uuid('tool')}`,
	}),
	result: (_answer, parameters) => ({ toolId: parameters.uuid('tool'), deleted: true }),
};

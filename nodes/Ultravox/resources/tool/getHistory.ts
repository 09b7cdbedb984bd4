import type { IDataObject } from 'n8n-workflow';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callItem } from '../../callItem';
import { toolLocator } from '../../../shared/descriptions/ultravoxLocators';

/** `GET /api/tools/{tool_id}/history` (ultravox.md §7.1). */
export const getHistory: ListOperation<UltravoxApi> = {
	name: 'Get History',
	value: 'getHistory',
	action: 'Get history of tool',
	description: 'Get many calls that had a tool, and how often it failed in each',
	simplified: ['call', 'errorCount'],
	properties: [toolLocator()],
	list: (parameters) => ({ path: `/api/tools/${parameters.uuid('tool')}/history` }),
	item: ({ call, errorCount }) => ({
		...callItem((call ?? {}) as IDataObject),
		errorCount: errorCount ?? null,
	}),
};

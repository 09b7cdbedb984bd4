import { agentSearch } from '../../../shared/descriptions/agentSearch';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { describedInAgent } from './agentFields';

/** `GET /api/agents` (ultravox.md §1.1, §4.1). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many agents',
	description: 'Get many agents with their prompts and settings',
	describesSecrets: describedInAgent,
	properties: [
		fieldCollection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			agentSearch,
			{
				displayName: 'Sort',
				name: 'sort',
				type: 'string',
				default: '-created',
				placeholder: 'e.g. -created',
				description: 'Field by which the agents are sorted; a minus in front turns the order round',
			},
		]),
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: '/api/agents',
			query: given({
				search: filters.optionalText('search'),
				sort: filters.optionalText('sort'),
			}),
		};
	},
};

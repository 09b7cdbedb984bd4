import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';

/** So many agents can be allowed one by one (ultravox.md §5.4). */
const MOST = 20;
const LONGEST_PATTERN = 200;

export const allowedAgents: INodeProperties = {
	displayName: 'Allowed Agents',
	name: 'allowedAgents',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Agent',
	default: {},
	description:
		'Who answers which calls, tried in this order, at most 20. They replace all that were allowed.',
	options: [
		{
			displayName: 'Agent',
			name: 'values',
			values: [
				agentLocator({ name: 'agentId', description: 'The agent that answers' }),
				{
					displayName: 'Called User Pattern',
					name: 'toUserPattern',
					type: 'string',
					default: '',
					placeholder: 'e.g. ^support$',
					description:
						'A regular expression that the user part of the called SIP address has to match. Blank: agent_ and the ID of the agent.',
				},
			],
		},
	],
};

/** The agents with their patterns, in order; undefined when the user did not add the field. */
export function readAllowedAgents(fields: Parameters): IDataObject[] | undefined {
	if (!fields.has('allowedAgents')) return undefined;
	const rows = fields.rows('allowedAgents').map((row) => {
		const toUserPattern = row.optionalText('toUserPattern');
		if (toUserPattern !== undefined && toUserPattern.length > LONGEST_PATTERN) {
			throw row.problem(
				'toUserPattern',
				`has ${toUserPattern.length} characters, and may have ${LONGEST_PATTERN}`,
			);
		}
		return given({ agentId: row.uuid('agentId'), toUserPattern });
	});
	if (rows.length <= MOST) return rows;
	throw fields.problem('allowedAgents', `has ${rows.length} agents, and may have ${MOST}`);
}

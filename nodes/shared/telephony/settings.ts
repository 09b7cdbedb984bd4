import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../operations/given';
import type { Parameters } from '../operations/parameters';
import { agentIds } from './agentIds';
import type { ContextMapping } from './contextMapping';
import { contextMapping, previewSample, requestContextMapping } from './contextMapping';

/** A list of agents; `getAgents` is among the node's `loadOptions`. */
const listedAgents: INodeProperties = {
	displayName: 'Agent Names or IDs',
	name: 'callCreationAllowedAgentIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getAgents' },
	default: [],
	description:
		'The agents that calls to your numbers may reach, at most 100. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** @param purpose what the agents are listed for, a sentence without period */
export const allowedAgents = (purpose?: string): INodeProperties => ({
	...listedAgents,
	...(purpose === undefined
		? {}
		: { description: `${purpose}${listedAgents.description?.replace(/^[^.]*/, '') ?? ''}` }),
});

export const allowAllAgents: INodeProperties = {
	displayName: 'Allow All Agents',
	name: 'callCreationAllowAllAgents',
	type: 'boolean',
	default: false,
	description: 'Whether calls may reach every agent of the account; no agents are listed then',
};

/** What goes into the collection of every operation that writes a configuration. */
export const settingFields: INodeProperties[] = [
	allowAllAgents,
	requestContextMapping,
	previewSample,
];

/** What the user wants of a configuration; undefined for what was not given. */
export interface Settings {
	agents: string[] | undefined;
	allowAll: boolean | undefined;
	mapping: ContextMapping | undefined;
}

/**
 * Reads the settings.
 * @param list where the agents are listed
 * @param fields the collection with everything else
 * @throws InputProblem for agents beside 'Allow All Agents' (peers.md U0.6), and for what the settings themselves refuse
 */
export function readSettings(list: Parameters, fields: Parameters): Settings {
	const name = 'callCreationAllowedAgentIds';
	const agents = list.has(name) ? agentIds(list, name) : undefined;
	const allowAll = fields.optionalFlag('callCreationAllowAllAgents');
	if (allowAll === true && agents !== undefined && agents.length > 0) {
		throw fields.problem(
			'callCreationAllowAllAgents',
			`does not go with ${list.label(name)}`,
			'Ultravox takes either all agents or a list of them',
		);
	}
	return { agents, allowAll, mapping: contextMapping(fields) };
}

/** The settings under the names of the API; those of documents and consoles differ (peers.md U0.10). */
export const settingsBody = ({ agents, allowAll, mapping }: Settings): IDataObject =>
	given({
		callCreationAllowedAgentIds: agents,
		callCreationAllowAllAgents: allowAll,
		requestContextMapping: mapping,
	});

import type { IDataObject } from 'n8n-workflow';
import type { ProviderApi } from '../../shared/operations/operation';
import { isObject } from '../../shared/operations/values';
import { objectOf } from '../../shared/simpleAgent/read';
import { isUuid } from '../../shared/uuid';
import type { AgentChanges } from './changes';

/** The tools that an agent gets. */
export interface ChosenActions {
	selectedTools: IDataObject[];
	/** How many, where all of the account were meant; else null. */
	all: number | null;
	/** Names of tools of the account that cannot be selected as they are. */
	leftOut: string[];
}

/** Built in: an agent that may do everything can end its call, too. */
const HANG_UP = 'hangUp';

/** Whether a tool needs a token that nobody has given: one way to sign in has to be without. */
function needsToken({ httpSecurityOptions }: IDataObject): boolean {
	const { options } = objectOf(httpSecurityOptions);
	if (!Array.isArray(options) || options.length === 0) return false;
	return !options.some(
		(option) => Object.keys(objectOf(objectOf(option).requirements)).length === 0,
	);
}

/**
 * Whether a tool can be selected without more: not what the software of a web page does, not over a data connection, without tokens
 * and fixed values (ultravox.md §7.1). A single other one would make every call fail.
 */
function isReady(definition: IDataObject): boolean {
	const { client, dataConnection, requirements } = definition;
	if (isObject(client) || isObject(dataConnection)) return false;
	const { requiredParameterOverrides, ...security } = objectOf(requirements);
	const overrides = Array.isArray(requiredParameterOverrides) ? requiredParameterOverrides : [];
	return overrides.length === 0 && !needsToken(security);
}

/** All tools of the account, and hanging up. Two that the model would know by one name cannot be in one call. */
async function allActions(api: ProviderApi): Promise<ChosenActions> {
	const tools = await api.list({ path: '/api/tools', query: { ownership: 'private' } });
	const names = new Set<string>();
	const selectedTools: IDataObject[] = [];
	const leftOut: string[] = [];
	for (const { toolId, name, definition } of tools) {
		const modelName = String(objectOf(definition).modelToolName ?? name);
		if (isReady(objectOf(definition)) && !names.has(modelName)) {
			selectedTools.push({ toolId });
			names.add(modelName);
		} else leftOut.push(String(name ?? toolId));
	}
	if (!names.has(HANG_UP)) selectedTools.push({ toolName: HANG_UP });
	return { selectedTools, all: selectedTools.length, leftOut };
}

/** The actions that were named. */
const namedActions = (ids: readonly string[]): ChosenActions => ({
	selectedTools: ids.map((id) => (isUuid(id) ? { toolId: id.toLowerCase() } : { toolName: id })),
	all: null,
	leftOut: [],
});

/** The tools that were asked for (peers.md O3.5): all of the account, those named, or none; undefined when nothing was. */
export async function chosenActions(
	api: ProviderApi,
	{ actions }: AgentChanges,
): Promise<ChosenActions | undefined> {
	if (actions === undefined) return undefined;
	return actions === 'all' ? await allActions(api) : namedActions(actions);
}

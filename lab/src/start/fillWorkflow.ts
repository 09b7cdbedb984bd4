import type { WorkflowNode } from '../n8n/n8nTypes';
import type { LabCredentials } from './labCredentials';

const TRIGGER = 'n8n-nodes-plivo-ultravox.inboundCallTrigger';

/** Whether a node answers calls. */
export const isCallTrigger = (node: WorkflowNode) => node.type === TRIGGER;

/** What a workflow is filled with where it leaves a choice open. */
export interface WorkflowFilling {
	credentials: LabCredentials;
	/** E.164, for a trigger that answers no number. */
	phoneNumber: string;
	/** Agents of the lab by name. Their ids are new with every start. */
	agentIds: ReadonlyMap<string, string>;
	/** The name of the agent for a node that names none. */
	agentName: string;
}

interface AgentLocator {
	__rl: true;
	mode: string;
	value: string;
	cachedResultName?: string;
}

function isAgentLocator(key: string, value: unknown): value is AgentLocator {
	return /agent$/i.test(key) && typeof value === 'object' && value !== null && '__rl' in value;
}

/** An agent is found again by its name; one that was chosen by id from another start gives way to the lab's own. */
function filledLocator(locator: AgentLocator, filling: WorkflowFilling): AgentLocator {
	const { agentIds, agentName } = filling;
	if ([...agentIds.values()].includes(locator.value) || locator.value.startsWith('='))
		return locator;
	const cached = locator.cachedResultName;
	const name = cached !== undefined && agentIds.has(cached) ? cached : agentName;
	return { __rl: true, mode: 'list', value: agentIds.get(name) ?? '', cachedResultName: name };
}

function filledAgents(value: unknown, filling: WorkflowFilling): unknown {
	if (Array.isArray(value)) return value.map((one) => filledAgents(one, filling));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [
			key,
			isAgentLocator(key, one) ? filledLocator(one, filling) : filledAgents(one, filling),
		]),
	);
}

/** Without the bridge's credential where audio does not pass it: direct calls need no bridge. */
function filledCredentials(node: WorkflowNode, { credentials }: WorkflowFilling) {
	const reference = (type: keyof LabCredentials) => ({
		[type]: { id: credentials[type].id, name: credentials[type].name },
	});
	return {
		...reference('plivoVoiceApi'),
		...reference('ultravoxApi'),
		...(node.parameters.audioPath === 'bridge' ? reference('voiceBridgeApi') : {}),
		...node.credentials,
	};
}

function filledNode(node: WorkflowNode, filling: WorkflowFilling): WorkflowNode {
	if (!isCallTrigger(node)) return node;
	const parameters = filledAgents(node.parameters, filling) as Record<string, unknown>;
	const { phoneNumbers } = parameters;
	if (Array.isArray(phoneNumbers) && phoneNumbers.length === 0) {
		parameters.phoneNumbers = [filling.phoneNumber];
	}
	return { ...node, parameters, credentials: filledCredentials(node, filling) };
}

/** The nodes of a workflow with its open choices filled in; what somebody chose stays. */
export function fillWorkflow(nodes: WorkflowNode[], filling: WorkflowFilling): WorkflowNode[] {
	return nodes.map((node) => filledNode(node, filling));
}

/** Names of the agents that nodes point at. */
export function namedAgents(nodes: WorkflowNode[]): string[] {
	const names: string[] = [];
	const collect = (value: unknown) => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, one] of Object.entries(value)) {
			if (isAgentLocator(key, one) && one.cachedResultName) names.push(one.cachedResultName);
			else collect(one);
		}
	};
	for (const node of nodes.filter(isCallTrigger)) collect(node.parameters);
	return [...new Set(names)];
}

/** Numbers that the triggers among the nodes answer, as far as they are literal. */
export function answeredNumbers(nodes: WorkflowNode[]): string[] {
	return nodes
		.filter(isCallTrigger)
		.flatMap(({ parameters }) => parameters.phoneNumbers)
		.filter((number): number is string => typeof number === 'string' && number.startsWith('+'));
}

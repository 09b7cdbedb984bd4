import type { CredentialReference, WorkflowNode } from '../n8n/n8nTypes';
import type { LabCredentials } from './labCredentials';

const OURS = 'n8n-nodes-plivo-ultravox.';
const TRIGGER = `${OURS}inboundCallTrigger`;

/** Whether a node answers calls. */
export const isCallTrigger = (node: WorkflowNode) => node.type === TRIGGER;

/** Whether a node is one of this package. */
const isOurs = (node: WorkflowNode) => node.type.startsWith(OURS);

/** What a workflow is filled with where it leaves a choice open. */
export interface WorkflowFilling {
	credentials: LabCredentials;
	/** For a webhook that checks a header. */
	header: CredentialReference;
	/** E.164, for a trigger that answers no number, and for calls that are made from none. */
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

const reference = ({ type, id, name }: CredentialReference) => ({ [type]: { id, name } });

/** Without the bridge's credential where audio does not pass it: direct calls need no bridge. */
function filledCredentials({ type, parameters }: WorkflowNode, { credentials }: WorkflowFilling) {
	return {
		...reference(credentials.plivoVoiceApi),
		...(type === `${OURS}plivoVoice` ? {} : reference(credentials.ultravoxApi)),
		...(parameters.audioPath === 'bridge' ? reference(credentials.voiceBridgeApi) : {}),
	};
}

function filledParameters(node: WorkflowNode, filling: WorkflowFilling): Record<string, unknown> {
	const parameters = filledAgents(node.parameters, filling) as Record<string, unknown>;
	const { phoneNumbers, from } = parameters;
	if (Array.isArray(phoneNumbers) && phoneNumbers.length === 0) {
		parameters.phoneNumbers = [filling.phoneNumber];
	}
	if (from === '') parameters.from = filling.phoneNumber;
	return parameters;
}

const checksHeader = ({ type, parameters }: WorkflowNode) =>
	type === 'n8n-nodes-base.webhook' && parameters.authentication === 'headerAuth';

function filledNode(node: WorkflowNode, filling: WorkflowFilling): WorkflowNode {
	if (checksHeader(node)) {
		return { ...node, credentials: { ...reference(filling.header), ...node.credentials } };
	}
	if (!isOurs(node)) return node;
	return {
		...node,
		parameters: filledParameters(node, filling),
		credentials: { ...filledCredentials(node, filling), ...node.credentials },
	};
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
	for (const node of nodes.filter(isOurs)) collect(node.parameters);
	return [...new Set(names)];
}

/** Numbers that the triggers among the nodes answer, as far as they are literal. */
export function answeredNumbers(nodes: WorkflowNode[]): string[] {
	return nodes
		.filter(isCallTrigger)
		.flatMap(({ parameters }) => parameters.phoneNumbers)
		.filter((number): number is string => typeof number === 'string' && number.startsWith('+'));
}

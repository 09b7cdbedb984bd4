import { randomUUID } from 'node:crypto';
import type { FieldProblem } from '../apiErrors';
import { notFound, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { createCall } from '../callCreation';
import { callJson } from '../callJson';
import { callRuleProblems } from '../callRules';
import { contextSchemaProblems } from '../contextSchema';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, without } from '../jsonValue';
import type { LabAgent } from '../labAgent';
import { agentJson, createAgent } from '../labAgent';
import { paginate } from '../pagination';
import type { ListDescription } from '../sorting';
import { requestedSort, sortList } from '../sorting';
import { mergedTemplate } from '../templateMerge';
import { throttledCall } from '../throttles/throttledCall';
import type { UltravoxState } from '../ultravoxState';
import type { CallRequest } from '../vendorTypes';
import { callsByTime } from './callRoutes';

/** Agents (ultravox.md §4.1) and calls with them (§4.3). */
export const agentRoutes: ApiRoutes = {
	'GET /api/agents': (request) => {
		const { state, url } = request;
		const search = url.searchParams.get('search')?.toLowerCase() ?? '';
		const agents = [...state.agents.values()].filter(({ name }) =>
			name.toLowerCase().includes(search),
		);
		const description: ListDescription<LabAgent> = {
			id: (agent) => agent.agentId,
			fields: { created: (agent) => agent.created, name: (agent) => agent.name },
			json: (agent) => json(state, agent),
		};
		const list = sortList(agents, requestedSort(request, description), description);
		return ok(paginate(list, url));
	},
	'POST /api/agents': ({ state, body }) => {
		const callTemplate = checked(state, givenTemplate(body));
		const name = body.name ?? asJsonObject(body.callTemplate).name;
		const agent = createAgent({
			name: typeof name === 'string' ? name : 'Agent',
			callTemplate,
			script: state.defaultScript,
		});
		state.agents.set(agent.agentId, agent);
		return created(json(state, agent));
	},
	'GET /api/agents/{agent_id}': (request) => ok(json(request.state, agentOf(request))),
	'PATCH /api/agents/{agent_id}': (request) => {
		const { state, body } = request;
		const agent = agentOf(request);
		if (body.callTemplate !== undefined) {
			const given = givenTemplate(body);
			const isReplaced = state.variants.patchCallTemplate === 'replace';
			agent.callTemplate = checked(
				state,
				isReplaced ? given : mergedTemplate(agent.callTemplate, given),
			);
		}
		if (typeof body.name === 'string') agent.name = body.name;
		agent.updated = new Date().toISOString();
		if (state.variants.publishedRevision === 'changes') agent.publishedRevisionId = randomUUID();
		return ok(json(state, agent));
	},
	'DELETE /api/agents/{agent_id}': (request) => {
		forgetAgent(request.state, agentOf(request).agentId);
		return noContent();
	},
	'GET /api/agents/{agent_id}/calls': (request) => {
		const { agentId } = agentOf(request);
		const calls = [...request.state.calls.values()].filter(
			(call) => call.agent?.agentId === agentId,
		);
		const list = sortList(calls, null, callsByTime);
		return ok(paginate(list, request.url));
	},
	'POST /api/agents/{agent_id}/calls': (request) => {
		const { state, body, url } = request;
		const agent = agentOf(request);
		const call = throttledCall(state, url, () => createCall(state, body as CallRequest, { agent }));
		return created(callJson(call));
	},
};

export function agentOf({ state, parameters }: ApiRequest): LabAgent {
	const agent = state.agents.get(parameters.agent_id ?? '');
	if (!agent) throw notFound();
	return agent;
}

function json(state: UltravoxState, agent: LabAgent): JsonObject {
	const calls = [...state.calls.values()].filter((call) => call.agent?.agentId === agent.agentId);
	const shown = agentJson(agent, calls.length);
	return state.variants.publishedRevision === 'none'
		? { ...shown, publishedRevisionId: null }
		: shown;
}

/** An agent that is gone can take no calls, so nothing that names those who may names it. */
function forgetAgent(state: UltravoxState, agentId: string): void {
	state.agents.delete(agentId);
	for (const config of Object.values(state.telephonyConfigs)) {
		if (!config) continue;
		config.callCreationAllowedAgentIds = config.callCreationAllowedAgentIds.filter(
			(allowed) => allowed !== agentId,
		);
	}
	const { sip } = state;
	const allowedAgents = sip.config.allowedAgents.filter((allowed) => allowed.agentId !== agentId);
	sip.config = { ...sip.config, allowedAgents };
}

/** The template without what only the server writes (ultravox.md §4.1). */
function givenTemplate(body: JsonObject): CallRequest {
	return without(asJsonObject(body.callTemplate), 'name', 'created', 'updated');
}

function checked(state: UltravoxState, template: CallRequest): CallRequest {
	const problems: FieldProblem[] = [
		...callRuleProblems(template, state),
		...contextSchemaProblems(template.contextSchema),
	].map(({ path, message }) => ({ path: ['callTemplate', ...path], message }));
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
	return template;
}

import type { FieldProblem } from '../apiErrors';
import { notFound, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { createCall } from '../callCreation';
import { callJson } from '../callJson';
import { callRuleProblems } from '../callRules';
import { contextSchemaProblems } from '../contextSchema';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, mergeDeep } from '../jsonValue';
import type { LabAgent } from '../labAgent';
import { agentJson, createAgent } from '../labAgent';
import { paginate } from '../pagination';
import { sortList } from '../sorting';
import type { UltravoxState } from '../ultravoxState';
import type { CallRequest } from '../vendorTypes';
import { callsByTime, throttleProblem } from './callRoutes';

/** Agents (ultravox.md §4.1) and calls with them (§4.3). */
export const agentRoutes: ApiRoutes = {
	'GET /api/agents': ({ state, url }) => {
		const search = url.searchParams.get('search')?.toLowerCase() ?? '';
		const agents = [...state.agents.values()].filter(({ name }) =>
			name.toLowerCase().includes(search),
		);
		const list = sortList(agents, url.searchParams.get('sort'), {
			id: (agent) => agent.agentId,
			fields: { created: (agent) => agent.created, name: (agent) => agent.name },
			json: (agent) => json(state, agent),
		});
		return ok(paginate(list, url));
	},
	'POST /api/agents': ({ state, body }) => {
		const callTemplate = checkedTemplate(state, body);
		const name = typeof body.name === 'string' ? body.name : callTemplate.name;
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
			const changes = checkedTemplate(state, body);
			agent.callTemplate =
				state.variants.patchCallTemplate === 'replace'
					? changes
					: mergeDeep({ ...agent.callTemplate }, { ...changes });
		}
		if (typeof body.name === 'string') agent.name = body.name;
		agent.updated = new Date().toISOString();
		return ok(json(state, agent));
	},
	'DELETE /api/agents/{agent_id}': (request) => {
		request.state.agents.delete(agentOf(request).agentId);
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
		throttleProblem(state, url);
		return created(callJson(createCall(state, body as CallRequest, { agent })));
	},
};

function agentOf({ state, parameters }: ApiRequest): LabAgent {
	const agent = state.agents.get(parameters.agent_id ?? '');
	if (!agent) throw notFound();
	return agent;
}

function json(state: UltravoxState, agent: LabAgent): JsonObject {
	const calls = [...state.calls.values()].filter((call) => call.agent?.agentId === agent.agentId);
	return agentJson(agent, calls.length);
}

function checkedTemplate(state: UltravoxState, body: JsonObject): CallRequest & { name?: unknown } {
	const template: CallRequest & { name?: unknown } = asJsonObject(body.callTemplate);
	const problems: FieldProblem[] = [
		...callRuleProblems(template),
		...contextSchemaProblems(template.contextSchema),
	].map(({ path, message }) => ({ path: ['callTemplate', ...path], message }));
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
	return template;
}

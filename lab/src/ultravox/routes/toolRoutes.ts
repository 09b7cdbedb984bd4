import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { callJson } from '../callJson';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { UploadedFile } from '../multipartBody';
import { paginate } from '../pagination';
import { sortList } from '../sorting';
import type { LabTool } from '../tools/labTool';
import { createTool, toolJson } from '../tools/labTool';
import { importedTools } from '../tools/openApiImport';
import { orderedTools } from '../tools/toolOrder';
import { toolDefinitionProblems } from '../tools/toolRules';
import { testTool } from '../tools/toolTest';
import type { ToolDefinition } from '../vendorTypes';
import { callsByTime } from './callRoutes';

const LONGEST_NAME = 40;

/** Durable tools (ultravox.md §7.1); there is no PATCH. */
export const toolRoutes: ApiRoutes = {
	'GET /api/tools': ({ state, url: { searchParams }, url }) => {
		const ownership = searchParams.get('ownership');
		const search = searchParams.get('search')?.toLowerCase() ?? '';
		const tools = [...state.tools.values()].filter(
			(tool) =>
				(ownership === null || tool.ownership === ownership) &&
				`${tool.name} ${tool.definition.description ?? ''}`.toLowerCase().includes(search),
		);
		return ok(paginate(orderedTools(tools, searchParams.get('sortOrder') ?? 'default'), url));
	},
	'POST /api/tools': (request) => {
		const { state, body } = request;
		const tools =
			body.file instanceof UploadedFile
				? imported(request, body.file)
				: [checkedTool(request, String(body.name), body.definition as ToolDefinition)];
		for (const tool of tools) state.tools.set(tool.toolId, tool);
		return created(toolJson(tools[0] as LabTool));
	},
	'GET /api/tools/{tool_id}': (request) => ok(toolJson(toolOf(request))),
	'PUT /api/tools/{tool_id}': (request) => {
		const tool = ownToolOf(request);
		const definition = request.body.definition as ToolDefinition;
		const { name } = checkedTool(request, String(request.body.name), definition, tool);
		tool.name = name;
		tool.definition = definition;
		return ok(toolJson(tool));
	},
	'DELETE /api/tools/{tool_id}': (request) => {
		request.state.tools.delete(ownToolOf(request).toolId);
		return noContent();
	},
	'GET /api/tools/{tool_id}/history': (request) => {
		const { toolId } = toolOf(request);
		const calls = [...request.state.calls.values()].filter(
			(call) => usedName(call, toolId) !== undefined,
		);
		const list = sortList(calls, null, {
			...callsByTime,
			json: (call) => ({ call: callJson(call), errorCount: errorCount(call, toolId) }),
		});
		return ok(paginate(list, request.url));
	},
	'POST /api/tools/{tool_id}/test': async (request) =>
		await testTool(toolOf(request), request.rawBody, request.state.variants),
};

/** One tool for each operation of the document; the answer shows the first. */
function imported(request: ApiRequest, file: UploadedFile): LabTool[] {
	let definitions: ToolDefinition[];
	try {
		definitions = importedTools(file.bytes.toString('utf8'));
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw validationError([{ path: ['file'], message }], request.state.variants.errorShape);
	}
	return definitions.map((definition) =>
		checkedTool(request, (definition.modelToolName ?? '').slice(0, LONGEST_NAME), definition),
	);
}

/**
 * A tool that is not stored yet.
 * @throws ApiError 400 for a definition the prose forbids, or for a name that another private tool has
 */
function checkedTool(
	{ state }: ApiRequest,
	name: string,
	definition: ToolDefinition,
	own?: LabTool,
): LabTool {
	const problems = toolDefinitionProblems(definition, ['definition']);
	const taken = [...state.tools.values()].some(
		(tool) => tool !== own && tool.ownership === 'private' && tool.name === name,
	);
	if (taken) problems.push({ path: ['name'], message: 'A tool with this name already exists.' });
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
	return createTool(name, definition, state.clock.text());
}

/** What a call that was made with the tool calls it. */
function usedName(call: LabUltravoxCall, toolId: string): string | undefined {
	const selected = call.settings.selectedTools.find((tool) => tool.toolId === toolId);
	return selected?.nameOverride ?? selected?.temporaryTool?.modelToolName;
}

function errorCount(call: LabUltravoxCall, toolId: string): number {
	const name = usedName(call, toolId);
	return call.messages.filter(
		({ toolName, errorDetails }) => toolName === name && errorDetails !== undefined,
	).length;
}

function toolOf({ state, parameters }: ApiRequest): LabTool {
	const tool = state.tools.get(parameters.tool_id ?? '');
	if (!tool) throw notFound();
	return tool;
}

function ownToolOf(request: ApiRequest): LabTool {
	const tool = toolOf(request);
	if (tool.ownership === 'public') throw refusal(403, "The vendor's tools cannot be changed.");
	return tool;
}

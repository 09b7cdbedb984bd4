import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';
import type { SelectedTool, ToolDefinition } from '../vendorTypes';

/** A durable tool: one of the vendor's, or one of the lab's account. */
export interface LabTool {
	readonly sequence: number;
	readonly toolId: string;
	readonly created: string;
	readonly ownership: 'public' | 'private';
	name: string;
	definition: ToolDefinition;
}

/** A new private tool. */
export function createTool(name: string, definition: ToolDefinition, created: string): LabTool {
	return {
		sequence: nextSequence(),
		toolId: randomUUID(),
		created,
		ownership: 'private',
		name,
		definition,
	};
}

export function toolJson({ toolId, name, created, definition, ownership }: LabTool): JsonObject {
	return { toolId, name, created, definition, ownership };
}

/** The durable tool a call selects: by id, or by name, where a private one hides the vendor's (ultravox.md §7.1). */
export function findTool(
	tools: ReadonlyMap<string, LabTool>,
	{ toolId, toolName }: SelectedTool,
): LabTool | undefined {
	if (toolId !== undefined) return tools.get(toolId);
	const named = [...tools.values()].filter(({ name }) => name === toolName);
	return named.find(({ ownership }) => ownership === 'private') ?? named[0];
}

/** What a call does with a selected tool: a durable one comes with its id and its definition. */
export function resolveTool(
	tools: ReadonlyMap<string, LabTool>,
	selected: SelectedTool,
): SelectedTool {
	if (selected.temporaryTool) return selected;
	const tool = findTool(tools, selected);
	return tool ? { ...selected, toolId: tool.toolId, temporaryTool: tool.definition } : selected;
}

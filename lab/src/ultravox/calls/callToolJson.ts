import { toolName } from '../callSettings';
import type { JsonObject } from '../jsonValue';
import { asJsonObject } from '../jsonValue';
import type { SelectedTool, ToolDefinition } from '../vendorTypes';
import type { CallStage } from '../callHistory';

/** The CallTool objects of a stage: tools as the call uses them, without their secrets (ultravox.md §2.3). */
export function callToolsJson({ callStageId, settings }: CallStage): JsonObject[] {
	return settings.selectedTools.map((tool, index) => ({
		callToolId: `${callStageId.slice(0, -4)}${(index + 1).toString(16).padStart(4, '0')}`,
		toolId: tool.toolId ?? null,
		name: toolName(tool) ?? '',
		definition: definition(tool),
	}));
}

/** Parameters that the call overrides are hidden from the model and static. */
function definition(tool: SelectedTool): JsonObject {
	const base = tool.temporaryTool ?? {};
	const overrides = asJsonObject(tool.parameterOverrides);
	const dynamic = base.dynamicParameters ?? [];
	const overridden = dynamic.filter(({ name }) => Object.hasOwn(overrides, name ?? ''));
	const fixed = overridden.map((parameter) => ({
		name: parameter.name,
		location: parameter.location,
		value: overrides[parameter.name ?? ''],
	}));
	const given: unknown[] = Array.isArray(base.staticParameters) ? base.staticParameters : [];
	const description = tool.descriptionOverride ?? base.description;
	return {
		...(description === undefined ? {} : { description }),
		...unlessEmpty(
			'dynamicParameters',
			dynamic.filter((parameter) => !overridden.includes(parameter)),
		),
		...unlessEmpty('staticParameters', [...given, ...fixed]),
		...pick(base, ['automaticParameters', 'timeout', 'precomputable', 'client', 'dataConnection']),
		...pick(base, ['defaultReaction', 'staticResponse']),
		...(base.http ? { http: { ...base.http, ...authentication(tool, base) } } : {}),
	};
}

/** Where the secrets go, by name only: of the first option that the given tokens satisfy. */
function authentication({ authTokens = {} }: SelectedTool, base: ToolDefinition): JsonObject {
	const options = asJsonObject(asJsonObject(base.requirements).httpSecurityOptions).options;
	const list: unknown[] = Array.isArray(options) ? options : [];
	const chosen = list
		.map(asJsonObject)
		.find((option) =>
			Object.keys(asJsonObject(option.requirements)).every((name) => name in authTokens),
		);
	if (!chosen) return {};
	const requirements = Object.values(asJsonObject(chosen.requirements)).map(asJsonObject);
	const named = (kind: string) =>
		requirements.flatMap((requirement) => {
			const { name } = asJsonObject(requirement[kind]);
			return typeof name === 'string' ? [name] : [];
		});
	const usesHttpAuthentication = requirements.some(({ httpAuth }) => httpAuth !== undefined);
	const scopes: unknown = asJsonObject(chosen.ultravoxCallTokenRequirement).scopes;
	return {
		authHeaders: [...named('headerApiKey'), ...(usesHttpAuthentication ? ['Authorization'] : [])],
		authQueryParams: named('queryApiKey'),
		callTokenScopes: Array.isArray(scopes) ? scopes : [],
	};
}

function unlessEmpty(field: string, list: unknown[]): JsonObject {
	return list.length > 0 ? { [field]: list } : {};
}

function pick(object: ToolDefinition, fields: string[]): JsonObject {
	return Object.fromEntries(
		fields.filter((field) => object[field] !== undefined).map((field) => [field, object[field]]),
	);
}

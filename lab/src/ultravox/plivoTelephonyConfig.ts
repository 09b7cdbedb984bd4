import type { FieldProblem } from './apiErrors';
import { asJsonObject, type JsonObject, setValueAt, valueAt } from './jsonValue';

/** Stored Plivo credentials (ultravox.md §5.1). */
export interface PlivoTelephonyConfig {
	authId: string;
	authToken: string;
	callCreationAllowedAgentIds: string[];
	callCreationAllowAllAgents: boolean;
	requestContextMapping: Record<string, string>;
}

/** The stored config with the fields of the body over it; a field not named keeps its value. */
export function changedConfig(
	before: PlivoTelephonyConfig | undefined,
	body: JsonObject,
): PlivoTelephonyConfig {
	const empty: PlivoTelephonyConfig = {
		authId: '',
		authToken: '',
		callCreationAllowedAgentIds: [],
		callCreationAllowAllAgents: false,
		requestContextMapping: {},
	};
	return { ...empty, ...before, ...body };
}

/** A list of agents and "all agents" exclude each other. */
export function configProblems(config: PlivoTelephonyConfig): FieldProblem[] {
	return config.callCreationAllowAllAgents && config.callCreationAllowedAgentIds.length > 0
		? [
				{
					path: ['callCreationAllowAllAgents'],
					message: 'Cannot be set together with callCreationAllowedAgentIds.',
				},
			]
		: [];
}

/** As the API shows it: the token only by its first characters. */
export function configJson({ authToken, ...config }: PlivoTelephonyConfig): JsonObject {
	return { ...config, authTokenPrefix: { prefix: authToken.slice(0, 4) } };
}

/** The template context that the provider's request fields are mapped into. */
export function mappedContext(config: PlivoTelephonyConfig, fields: JsonObject): JsonObject {
	const context: JsonObject = {};
	for (const [from, to] of Object.entries(asJsonObject(config.requestContextMapping))) {
		const value = fields[from] ?? valueAt(fields, from);
		if (value !== undefined) setValueAt(context, String(to), value);
	}
	return context;
}

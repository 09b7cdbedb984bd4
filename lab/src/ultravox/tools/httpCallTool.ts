import type { ToolOutcome } from '../clientTools';
import { failed } from '../clientTools';
import type { JsonObject } from '../jsonValue';
import { asJsonObject } from '../jsonValue';
import type { SelectedTool } from '../vendorTypes';
import type { LocatedValue } from './httpToolRequest';
import { authValues, listOf, locatedValues, requestTool, ToolUnreached } from './httpToolRequest';

/** The answer of an HTTP tool, with the state of the call that it asked for. */
export interface HttpToolOutcome extends ToolOutcome {
	callState?: JsonObject;
}

/**
 * Runs an HTTP tool for the agent of a call: once, with what the model set, what the call overrides, what
 * Ultravox knows of itself and the secrets (ultravox.md §7.1). Never rejects.
 *
 * @param knownValue of an automatic parameter such as `KNOWN_PARAM_CALL_ID`
 */
export async function runHttpTool(
	tool: SelectedTool,
	parameters: JsonObject,
	knownValue: (name: string) => unknown,
): Promise<HttpToolOutcome> {
	const definition = tool.temporaryTool ?? {};
	const given = { ...parameters, ...asJsonObject(tool.parameterOverrides) };
	const automatic: LocatedValue[] = listOf(definition.automaticParameters).map((parameter) => ({
		name: String(parameter.name),
		location: parameter.location,
		value: knownValue(String(parameter.knownValue)),
	}));
	try {
		const response = await requestTool(definition, [
			...locatedValues(definition, given),
			...automatic.filter(({ value }) => value !== undefined),
			...authValues(definition, tool.authTokens ?? {}),
		]);
		const answer = await response.text();
		if (!response.ok) return failed(`HTTP ${response.status}: ${answer}`);
		const { responseText } = asJsonObject(definition.staticResponse);
		const reaction = String(definition.defaultReaction ?? 'AGENT_REACTION_SPEAKS');
		const state = response.headers.get('x-ultravox-update-call-state');
		return {
			result: typeof responseText === 'string' ? responseText : answer,
			responseType: response.headers.get('x-ultravox-response-type') ?? 'tool-response',
			agentReaction:
				response.headers.get('x-ultravox-agent-reaction') ??
				reaction.replace('AGENT_REACTION_', '').toLowerCase().replaceAll('_', '-'),
			...(state === null ? {} : { callState: parsedObject(state) }),
		};
	} catch (error) {
		if (!(error instanceof ToolUnreached)) return failed('The answer of the tool broke off.');
		return failed(error.timedOut ? 'timeout' : error.message);
	}
}

function parsedObject(text: string): JsonObject {
	try {
		return asJsonObject(JSON.parse(text));
	} catch {
		return {};
	}
}

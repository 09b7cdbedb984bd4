import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { FieldProblem } from './apiErrors';
import type { JsonObject } from './jsonValue';
import { valueAt } from './jsonValue';
import type { LabAgent } from './labAgent';
import { agentVariables } from './labAgent';
import { fieldProblems } from './requestBody';

/** Whether a template's `contextSchema` is a JSON Schema at all. */
export function contextSchemaProblems(schema: JsonObject | undefined): FieldProblem[] {
	if (schema === undefined) return [];
	try {
		compile(schema);
		return [];
	} catch {
		return [{ path: ['contextSchema'], message: 'This is not a valid JSON schema.' }];
	}
}

/** The context must satisfy the agent's schema, or else fill every variable it uses (ultravox.md §4.2). */
export function contextProblems(
	agent: LabAgent,
	context: JsonObject,
	greetingTemplated: boolean,
): FieldProblem[] {
	const schema = agent.callTemplate.contextSchema;
	if (!schema) {
		return agentVariables(agent, greetingTemplated)
			.filter((name) => valueAt(context, name) === undefined)
			.map((name) => ({
				path: ['templateContext', ...name.split('.')],
				message: 'This variable of the agent is required.',
			}));
	}
	const validate = compile(schema);
	if (validate(context)) return [];
	return fieldProblems([...(validate.errors ?? [])]).map(({ path, message }) => ({
		path: ['templateContext', ...path],
		message,
	}));
}

function compile(schema: JsonObject): ValidateFunction {
	const ajv = new Ajv({ strict: false, allErrors: true });
	addFormats(ajv);
	return ajv.compile(schema);
}

import type { FieldProblem } from '../apiErrors';
import { asJsonObject } from '../jsonValue';
import { durationMs } from '../ultravoxDuration';
import type { ToolDefinition } from '../vendorTypes';

const KINDS = ['http', 'client', 'dataConnection'];
const LONGEST_TIMEOUT_MS = 40_000;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/|$)/;

/** What the prose forbids in a tool's definition although the schema lets it pass (ultravox.md §7.1). */
export function toolDefinitionProblems(definition: ToolDefinition, path: string[]): FieldProblem[] {
	const problems: FieldProblem[] = [];
	if (!/^[a-zA-Z0-9_-]{1,64}$/.test(definition.modelToolName ?? '')) {
		problems.push({ path: [...path, 'modelToolName'], message: 'Enter a valid tool name.' });
	}
	if (KINDS.filter((kind) => definition[kind] !== undefined).length !== 1) {
		problems.push({ path, message: 'Set exactly one of http, client and dataConnection.' });
	}
	if ((durationMs(definition.timeout) ?? 0) > LONGEST_TIMEOUT_MS) {
		problems.push({ path: [...path, 'timeout'], message: 'Must be at most 40 seconds.' });
	}
	return [...problems, ...urlProblems(definition, path), ...locationProblems(definition, path)];
}

/** https without a query; the lab lets plain http to this machine pass, where no certificate is to be had. */
function urlProblems({ http }: ToolDefinition, path: string[]): FieldProblem[] {
	if (!http) return [];
	const here = [...path, 'http', 'baseUrlPattern'];
	const url = String(asJsonObject(http).baseUrlPattern ?? '');
	if (url.includes('?')) return [{ path: here, message: 'Must not have a query string.' }];
	return url.startsWith('https://') || LOOPBACK.test(url)
		? []
		: [{ path: here, message: 'Must be an https URL.' }];
}

/** Only the body can carry parameters of tools that are not reached over HTTP. */
function locationProblems(definition: ToolDefinition, path: string[]): FieldProblem[] {
	if (definition.http) return [];
	return ['dynamicParameters', 'staticParameters', 'automaticParameters']
		.filter((field) => {
			const parameters = definition[field];
			return (
				Array.isArray(parameters) &&
				parameters.some((parameter) => {
					const { location } = asJsonObject(parameter);
					return location !== undefined && location !== 'PARAMETER_LOCATION_BODY';
				})
			);
		})
		.map((field) => ({ path: [...path, field], message: 'Location must be the body.' }));
}

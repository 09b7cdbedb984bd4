import { refusal, validationError } from '../apiErrors';
import type { ApiAnswer } from '../apiRoute';
import { asJsonObject, isJsonObject } from '../jsonValue';
import type { UltravoxVariants } from '../ultravoxVariants';
import { locatedValues, requestTool, ToolUnreached } from './httpToolRequest';
import type { LabTool } from './labTool';

/**
 * Runs an HTTP tool once (ultravox.md §7.1). The vendor says nothing of the body: parameters are taken as they
 * are, or from a field `parameters`.
 *
 * @throws ApiError 400 for a tool that only a call can run, or without a required parameter; 502 when the tool
 *   cannot be reached, 504 after its timeout
 */
export async function testTool(
	tool: LabTool,
	given: unknown,
	variants: UltravoxVariants,
): Promise<ApiAnswer> {
	const { definition } = tool;
	if (!definition.http) throw refusal(400, 'Only HTTP tools can be tested.');
	const body = asJsonObject(given);
	const parameters = isJsonObject(body.parameters) ? body.parameters : body;
	const missing = (definition.dynamicParameters ?? []).filter(
		({ name = '', ...parameter }) =>
			asJsonObject(parameter).required === true && parameters[name] === undefined,
	);
	if (missing.length > 0) {
		throw validationError(
			missing.map(({ name = '' }) => ({ path: [name], message: 'This parameter is required.' })),
			variants.errorShape,
		);
	}
	const response = await requestTool(definition, locatedValues(definition, parameters)).catch(
		(error: unknown) => {
			if (!(error instanceof ToolUnreached)) throw error;
			throw refusal(error.timedOut ? 504 : 502, error.message);
		},
	);
	const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
	const bytes = Buffer.from(await response.arrayBuffer());
	return variants.toolTestAnswer === 'wrapped'
		? { status: 200, body: { statusCode: response.status, body: bytes.toString('utf8') } }
		: { status: response.status, body: bytes, headers: { 'content-type': contentType } };
}

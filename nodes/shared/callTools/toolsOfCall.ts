import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../operations/values';
import { pathSegment } from '../pathSegment';
import type { RequestContext } from '../providerFailure';
import { ultravoxRequest } from '../ultravoxRequest';

/** How long (ms) Ultravox may be asked. */
const LOOK_UP_MS = 5_000;

/**
 * What the model calls the tools of a call (ultravox.md §2.3), those that were given to it alone among them.
 * @throws NodeApiError with Ultravox's words; Error for an answer that is no list
 */
export async function toolNamesOfCall(context: RequestContext, callId: string): Promise<string[]> {
	const answer = await ultravoxRequest<unknown>(context, {
		method: 'GET',
		path: `/api/calls/${pathSegment(callId)}/tools`,
		timeout: LOOK_UP_MS,
		repeat: 'safe',
	});
	const tools = isObject(answer) ? answer.results : answer;
	if (!Array.isArray(tools)) throw new Error('The tools of a call came as no list');
	return tools.filter(isObject).flatMap(namesOf);
}

/** The documented name, and the one in the definition: which of them the model knows is not said. */
function namesOf({ name, definition }: IDataObject): string[] {
	const inner = isObject(definition) ? definition.modelToolName : undefined;
	return [name, inner].filter((one): one is string => typeof one === 'string');
}

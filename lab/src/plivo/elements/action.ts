import { callFields } from '../callbackFields';
import { fetchDocument } from '../documents';
import type { Endpoint } from '../callFacts';
import type { XmlNode } from '../xmlDocument';
import type { ElementContext, ElementOutcome } from './element';
import { readFlagAttribute } from './element';

/**
 * Tells an element's action URL its result. Its document takes the call over, unless the element
 * says redirect="false" or the call has ended meanwhile.
 */
export async function takeAction(
	node: XmlNode,
	action: Endpoint,
	fields: Record<string, string>,
	{ call, world }: ElementContext,
): Promise<ElementOutcome> {
	if (readFlagAttribute(node, 'redirect', true)) {
		const outcome = await fetchDocument('action', action, fields, call, world);
		return call.ended.aborted ? undefined : outcome;
	}
	await world.callbacks.send({
		purpose: 'action',
		...action,
		fields: { ...callFields(call, world), ...fields },
	});
	return undefined;
}

import type { CallWorld } from '../callWorld';
import type { CallEnding } from '../hangupCauses';
import type { Endpoint } from '../callFacts';
import type { LabCall } from '../labCall';
import type { XmlNode } from '../xmlDocument';

/** What an element runs in. */
export interface ElementContext {
	call: LabCall;
	world: CallWorld;
	/** Aborted when the call ends or is transferred: the element must come to its end then. */
	interrupt: AbortSignal;
}

/** What follows an element: undefined is the next one. */
export type ElementOutcome = { document: XmlNode } | { ending: CallEnding } | undefined;

/** Something other than a document that a call is moved to: it runs as an element does. */
export interface Takeover {
	run(context: ElementContext): Promise<ElementOutcome>;
}

export type ElementRunner = (node: XmlNode, context: ElementContext) => Promise<ElementOutcome>;

/** An attribute that is true or false. */
export function readFlagAttribute(node: XmlNode, name: string, otherwise: boolean): boolean {
	const value = node.attributes[name];
	return value === undefined ? otherwise : value === 'true';
}

/** An attribute that is a whole number. */
export function readNumberAttribute(node: XmlNode, name: string, otherwise: number): number {
	return Number(node.attributes[name] ?? otherwise);
}

/** A URL attribute and the method that goes with it; undefined when there is no URL. */
export function readEndpoint(
	node: XmlNode,
	urlAttribute: string,
	methodAttribute: string,
): Endpoint | undefined {
	const url = node.attributes[urlAttribute];
	if (url === undefined) return undefined;
	return { url, method: node.attributes[methodAttribute] === 'GET' ? 'GET' : 'POST' };
}

import type { IDataObject } from 'n8n-workflow';

/**
 * The object in the answer of a read: the live API wraps some in `object` where the documents show them bare (plivo.md §2.4,
 * §11). Without `api_id`, which is of the request, not of the object.
 */
export function readObject(answer: IDataObject): IDataObject {
	const inside = answer.object;
	const isWrapped = typeof inside === 'object' && inside !== null && !Array.isArray(inside);
	const object = { ...(isWrapped ? (inside as IDataObject) : answer) };
	delete object.api_id;
	return object;
}

/** Whether Plivo only took a request, and tells its result to the callback URL later (plivo.md §1.4). */
export function isPending({ message }: IDataObject): boolean {
	return typeof message === 'string' && /async api spawned/i.test(message);
}

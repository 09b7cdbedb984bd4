import type { IDataObject } from 'n8n-workflow';
import { refusal } from '../shared/refusal';
import type { PlivoApi } from './plivoApi';

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

/**
 * The id in the answer of a create, as text: without one, Plivo has not confirmed it.
 * @throws NodeApiError that says so, with the `api_id`
 */
export function confirmed(api: PlivoApi, answer: IDataObject, field: string): string {
	const id = readObject(answer)[field];
	if ((typeof id === 'string' && id !== '') || typeof id === 'number') return String(id);
	throw refusal(
		api,
		`Plivo did not confirm it: its answer has no ${field}`,
		'It may have been made all the same: look before you try again',
		answer,
	);
}

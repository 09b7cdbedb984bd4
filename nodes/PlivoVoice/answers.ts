import type { IDataObject } from 'n8n-workflow';
import { readPlivoObject as readObject } from '../shared/callResult/plivoObject';
import { refusal } from '../shared/refusal';
import type { PlivoApi } from './plivoApi';

export { readPlivoObject as readObject } from '../shared/callResult/plivoObject';

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

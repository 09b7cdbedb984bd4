import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../operations/values';

/** The object in the answer of a read, without `api_id`: the live API wraps some in `object` (plivo.md §2.4, §11). */
export function readPlivoObject(answer: IDataObject): IDataObject {
	const object = { ...(isObject(answer.object) ? answer.object : answer) };
	delete object.api_id;
	return object;
}

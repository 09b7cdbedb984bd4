import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/operations/values';

/**
 * The objects of a list that comes whole, as a plain array (ultravox.md §1.1).
 * @throws Error when the answer is none, such as a proxy's web page
 */
export function wholeList(answer: IDataObject): IDataObject[] {
	if (Array.isArray(answer) && answer.every(isObject)) return answer;
	throw new Error('Ultravox did not answer with a list: check the base URL in the credential');
}

import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { endpoint } from '../../endpoint';

/**
 * A callback and its method as two fields of a request. The method is said in any case: Plivo's defaults contradict each other
 * (plivo-conferences.md §C5).
 */
export function statedCallback(fields: Parameters, name: string): IDataObject {
	const said = endpoint(fields, name);
	const methods = Object.keys(said).map((key) => key.replace(/_url$/, '_method'));
	return { ...Object.fromEntries(methods.map((method) => [method, 'POST'])), ...said };
}

import type { IDataObject } from 'n8n-workflow';
import { REMOVED } from '../shared/secrets';

function hidden(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(hidden);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inside]) => {
			const isHeaders = key === 'headers' && typeof inside === 'object' && inside !== null;
			if (!isHeaders) return [key, hidden(inside)];
			return [key, Object.fromEntries(Object.keys(inside).map((name) => [name, REMOVED]))];
		}),
	);
}

/**
 * A copy without the values of headers, of whatever name: Ultravox gives back those of data connections and external voices as they
 * were set, and keys to other services stand in them.
 */
export const hideHeaderValues = (object: IDataObject): IDataObject => hidden(object) as IDataObject;

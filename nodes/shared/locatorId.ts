import type { IDataObject } from 'n8n-workflow';

/** The id inside a resource locator value, or '' when nothing is chosen. */
export function locatorId(value: unknown): string {
	const id = typeof value === 'object' && value !== null ? (value as IDataObject).value : value;
	return String(id ?? '').trim();
}

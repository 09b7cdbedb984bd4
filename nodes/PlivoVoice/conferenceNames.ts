import type { IDataObject } from 'n8n-workflow';

/** The names in the answer of `GET /Conference/` (plivo-conferences.md §C1.1). */
export function conferenceNames({ conferences }: IDataObject): string[] {
	const names: unknown[] = Array.isArray(conferences) ? conferences : [];
	return names.filter((name): name is string => typeof name === 'string');
}

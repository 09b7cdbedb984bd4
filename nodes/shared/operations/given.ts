import type { IDataObject } from 'n8n-workflow';

/** The fields that have a value: undefined ones are left out, `null`, '' and false are kept. */
export function given(fields: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	) as IDataObject;
}

import type { IDataObject } from 'n8n-workflow';
import { callContextFromRecord } from '../../../shared/plivoCallRecord';
import { readObject } from '../../answers';

/** A record of a trunk call as an item. Its times are in UTC and do not say so, like those of its filters (plivo.md §2.5). */
export function trunkCallItem(answer: IDataObject): IDataObject {
	const plivo = readObject(answer);
	return { call: { ...callContextFromRecord(plivo, 'Z') }, plivo };
}

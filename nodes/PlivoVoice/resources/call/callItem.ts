import type { IDataObject } from 'n8n-workflow';
import { createCallContext, mergeCallContext } from '../../../shared/callContext';
import { callContextFromRecord } from '../../../shared/plivoCallRecord';
import { readObject } from '../../answers';

/** A finished call: its facts, and Plivo's record (plivo.md §5.2). */
export function finishedCallItem(answer: IDataObject): IDataObject {
	const record = readObject(answer);
	return { call: callContextFromRecord(record), plivo: record };
}

/** A live or queued call: its facts, and Plivo's object, whose `session_start` is in UTC (plivo.md §5.2, §6.1). */
export function openCallItem(answer: IDataObject, callUuid: string): IDataObject {
	const object = readObject(answer);
	const call = mergeCallContext({ callUuid }, callContextFromRecord(object, 'Z'));
	return { call, plivo: object };
}

/** A call of which Plivo's list says nothing but the id (plivo.md §1.1). */
export function bareCallItem({ call_uuid: callUuid }: IDataObject): IDataObject {
	return {
		call: createCallContext({ callUuid: String(callUuid) }),
		plivo: { call_uuid: callUuid },
	};
}

/** The calls in the list of live or queued ones: it comes whole, and holds ids (plivo.md §1.1). */
export function listedCalls({ calls }: IDataObject): IDataObject[] {
	return Array.isArray(calls) ? calls.map((callUuid) => ({ call_uuid: String(callUuid) })) : [];
}

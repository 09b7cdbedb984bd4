import type { IDataObject } from 'n8n-workflow';
import { Parameters } from '../../../../nodes/shared/operations/parameters';
import type { Setting } from '../../../../nodes/Ultravox/settings/setting';
import { bodyErrors } from '../../../contract/support/ultravoxContract';

/** What a setting reads of what the user gave, as it goes over the wire. */
export function read(setting: Setting, values: IDataObject): IDataObject {
	const fields = setting.read(new Parameters(setting.properties, (name) => values[name]));
	return JSON.parse(JSON.stringify(fields)) as IDataObject;
}

/** One group of a fixed collection, or several rows of one. */
export const values = (given: IDataObject | IDataObject[]): IDataObject => ({ values: given });

/** The vendor's names of what settings are part of. */
export const TEMPLATE = 'ultravox.v1.CallTemplate';
export const CALL = 'ultravox.v1.StartCallRequest';
export const AGENT_CALL = 'ultravox.v1.StartAgentCallRequest';

/** Expects the vendor's document to take the fields. */
export function expectTaken(schema: string, fields: IDataObject): void {
	expect({ fields, faults: bodyErrors(schema, fields) }).toEqual({ fields, faults: [] });
}

/** A locator's value. */
export const chosen = (value: string, mode = 'id'): IDataObject => ({ __rl: true, mode, value });

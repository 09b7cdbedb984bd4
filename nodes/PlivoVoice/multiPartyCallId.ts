import type { IDataObject } from 'n8n-workflow';
import { locatorId } from '../shared/locatorId';
import { UUID_PATTERN } from '../shared/uuid';

/** Which multi-party call: by its UUID, or by the name that a live one has (plivo-conferences.md §C3.1). */
export type MultiPartyCallId = { mpc_uuid: string } | { friendly_name: string };

const UUID = new RegExp(`^(?:uuid_)?(${UUID_PATTERN})$`, 'i');

/**
 * The multi-party call that a locator's value means: names are said to be names with the mode `name`, or by an expression in the
 * place of the whole locator that gives no UUID.
 * @returns null when it has to be a UUID and is none, or is blank
 */
export function multiPartyCallId(value: unknown): MultiPartyCallId | null {
	const text = locatorId(value);
	const mode =
		typeof value === 'object' && value !== null ? (value as IDataObject).mode : undefined;
	if (text === '') return null;
	if (mode === 'name') return { friendly_name: text };
	const uuid = UUID.exec(text)?.[1]?.toLowerCase();
	if (uuid !== undefined) return { mpc_uuid: uuid };
	return mode === undefined ? { friendly_name: text } : null;
}

/** `/MultiPartyCall/{mpc}/`, and below it (plivo-conferences.md §C3.1). */
export function multiPartyCallPath(id: MultiPartyCallId, below = ''): string {
	const segment =
		'mpc_uuid' in id ? `uuid_${id.mpc_uuid}` : `name_${encodeURIComponent(id.friendly_name)}`;
	return `/MultiPartyCall/${segment}/${below}`;
}

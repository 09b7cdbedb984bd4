import type { IDataObject } from 'n8n-workflow';
import { readObject } from '../../answers';

/** The domain SIP clients register their calls with: what the answer says, or what it is always (plivo.md §2.4). */
export function trunkDomain(trunk: IDataObject): string {
	const domain = trunk.trunk_domain;
	return typeof domain === 'string' && domain !== ''
		? domain
		: `${String(trunk.trunk_id)}.zt.plivo.com`;
}

/** A trunk as an item: its domain is always there, and as a `sip:` address to paste. */
export function trunkItem(answer: IDataObject): IDataObject {
	const trunk = readObject(answer);
	const domain = trunkDomain(trunk);
	return { ...trunk, trunk_domain: domain, sipAddress: `sip:${domain}` };
}

/** What is left of a trunk when 'Simplify' is on; the domain stands in `sipAddress`. */
export const simplifiedTrunk = [
	'trunk_id',
	'name',
	'trunk_direction',
	'trunk_status',
	'secure',
	'sipAddress',
	'primary_uri_uuid',
	'fallback_uri_uuid',
	'credential_uuid',
	'ipacl_uuid',
] as const;

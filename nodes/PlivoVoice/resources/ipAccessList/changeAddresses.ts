import type { IDataObject } from 'n8n-workflow';
import type { OperationItem } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
import { hinted } from '../../sip/rangeHints';

/** Addresses before, to addresses afterwards. */
export type AddressChange = (before: string[]) => string[];

/**
 * Reads an IP access list, changes its addresses, and writes the whole list, which is how Plivo takes single ones (plivo.md
 * §2.2). What is as it should be is not written.
 * @param hintOf what the user should know of the addresses that are there afterwards
 */
export async function changeAddresses(
	api: PlivoApi,
	parameters: Parameters,
	change: AddressChange,
	hintOf: (after: string[]) => string | undefined,
): Promise<OperationItem[]> {
	const ipacl_uuid = parameters.uuid('ipAccessList');
	const path = `/Zentrunk/IPAccessControlList/${ipacl_uuid}/`;
	const list = readObject(await api.send({ method: 'GET', path }));
	const before = addressesOf(api, list);
	const after = change(before);
	const changed = after.length !== before.length;
	const body = { ip_addresses: after };
	const { message = null } = changed ? await api.send({ method: 'POST', path, body }) : {};
	const json = { ...list, ipacl_uuid, ip_addresses: after, changed, message };
	return [{ json: { ...json, ...hinted(api, hintOf(after)) } }];
}

/** @throws NodeApiError for a list whose addresses are not told: writing it back would lose them */
function addressesOf(api: PlivoApi, { ip_addresses: addresses }: IDataObject): string[] {
	const texts: unknown[] = Array.isArray(addresses) ? addresses : [undefined];
	if (texts.every((one) => typeof one === 'string')) return texts;
	throw refusal(
		api,
		'Plivo did not tell the addresses of the IP access list, so nothing was changed',
		'Update replaces them all at once: give it every address that calls may come from',
	);
}

import type { IDataObject } from 'n8n-workflow';
import type { OperationItem } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';

/** Addresses before, to addresses afterwards. */
export type AddressChange = (before: string[]) => string[];

/**
 * Reads an IP access list, changes its addresses, and writes the whole list, which is how Plivo takes single ones (plivo.md
 * §2.2). What is as it should be is not written.
 */
export async function changeAddresses(
	api: PlivoApi,
	parameters: Parameters,
	change: AddressChange,
): Promise<OperationItem[]> {
	const ipacl_uuid = parameters.uuid('ipAccessList');
	const path = `/Zentrunk/IPAccessControlList/${ipacl_uuid}/`;
	const list = readObject(await api.send({ method: 'GET', path }));
	const before = Array.isArray(list.ip_addresses) ? list.ip_addresses.map(String) : [];
	const after = change(before);
	const shown: IDataObject = { ...list, ipacl_uuid, ip_addresses: after };
	if (after.length === before.length)
		return [{ json: { ...shown, changed: false, message: null } }];
	const answer = await api.send({ method: 'POST', path, body: { ip_addresses: after } });
	return [{ json: { ...shown, changed: true, message: answer.message ?? null } }];
}

import type { FastifyInstance } from 'fastify';
import type { PlivoVariants } from '../../variants';
import { isAddressRange, isWideRange } from '../../zentrunk/addressRange';
import type { IpAccessControlList } from '../../zentrunk/state';
import type { RestContext } from '../context';
import { readBody } from '../context';
import type { FieldRule } from '../fields';
import { anyText } from '../fields';
import { changed, collectionRoutes, created, ofPath } from './collection';

function addresses({ wideCidr }: PlivoVariants): FieldRule['check'] {
	return (value) => {
		if (!Array.isArray(value) || value.length === 0) return 'must be a list of IP addresses';
		const wrong = value.find(
			(one) =>
				typeof one !== 'string' ||
				!isAddressRange(one) ||
				(wideCidr === 'refused' && isWideRange(one)),
		) as unknown;
		return wrong === undefined ? undefined : `has an invalid address: ${JSON.stringify(wrong)}`;
	};
}

/** `/Zentrunk/IPAccessControlList/` (plivo.md §2.2). */
export function ipAccessControlListRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants } = context;
	const { zentrunk } = account;
	const rules = (required: boolean): Record<string, FieldRule> => ({
		name: { check: anyText },
		ip_addresses: { check: addresses(variants), required },
	});

	server.post('/IPAccessControlList/', async (request, reply) => {
		const values = readBody(request, context, rules(true)) as Partial<IpAccessControlList>;
		const { ipacl_uuid } = zentrunk.addIpAccessControlList({
			name: values.name ?? '',
			ip_addresses: values.ip_addresses as string[],
		});
		return created(reply, context, 'IP access control list created successfully.', { ipacl_uuid });
	});

	server.post('/IPAccessControlList/:id/', async (request, reply) => {
		const list = ofPath(request, zentrunk.ipAccessControlLists);
		// The addresses replace all that were there.
		Object.assign(list, readBody(request, context, rules(false)));
		const { ipacl_uuid } = list;
		return changed(reply, context, 'IP access control list updated successfully.', { ipacl_uuid });
	});

	collectionRoutes(server, context, {
		path: 'IPAccessControlList',
		objects: zentrunk.ipAccessControlLists,
		shown: ({ ipacl_uuid, name, ip_addresses }) => ({ ipacl_uuid, name, ip_addresses }),
		wrapping: 'zentrunkGet',
		remove: (id) => zentrunk.deleteIpAccessControlList(id),
	});
}

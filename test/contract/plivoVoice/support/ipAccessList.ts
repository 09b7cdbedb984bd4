import { answer } from '../../operations/contractCase';

export const LIST = 'd3a5c1f0-51c9-4c9b-9bb8-1f2f3e4d5c6b';

export const ALL = '/Zentrunk/IPAccessControlList/';

export const PATH = `${ALL}${LIST}/`;

export const list = (...ip_addresses: string[]) => ({
	ipacl_uuid: LIST,
	name: 'LiveKit',
	ip_addresses,
});

export const updated = answer(202, { api_id: 'a2', message: 'IP access control list updated.' });

export const read = (...addresses: string[]) =>
	answer(200, { api_id: 'a1', ...list(...addresses) });

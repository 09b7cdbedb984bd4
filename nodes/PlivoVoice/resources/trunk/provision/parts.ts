import type { IDataObject } from 'n8n-workflow';
import { withoutDuplicates, rangeKey } from '../../../sip/ipAddresses';
import { readSipAddress } from '../../../sip/sipAddress';
import type { Authentication, Plan } from './plan';

/** What the parts are known by among each other. */
export type PartKey =
	'credential' | 'accessList' | 'outboundTrunk' | 'primaryUri' | 'fallbackUri' | 'inboundTrunk';

/** Plivo's ids of the parts that are there. */
export type PartIds = Partial<Record<PartKey, string>>;

/** One object at Plivo that has to be there. */
export interface Part {
	key: PartKey;
	/** As a sentence calls it: `SIP credential`. */
	kind: string;
	/** Of its collection. */
	path: string;
	idField: string;
	name: string;
	/** The parts it points to, which have to be there first. */
	uses: PartKey[];
	/** What is sent to make it, besides the name. */
	body(ids: PartIds): IDataObject;
	/** Texts in the body that no refusal may repeat. */
	secrets: string[];
	/** How one that is there differs from what is asked for, each as the end of "it exists already, but ...". */
	differences(existing: IDataObject, ids: PartIds): string[];
}

const CREDENTIAL = {
	kind: 'SIP credential',
	path: '/Zentrunk/Credential/',
	idField: 'credential_uuid',
};
const LIST = {
	kind: 'IP access list',
	path: '/Zentrunk/IPAccessControlList/',
	idField: 'ipacl_uuid',
};
const URI = { kind: 'origination URI', path: '/Zentrunk/URI/', idField: 'uri_uuid' };
const TRUNK = { path: '/Zentrunk/Trunk/', idField: 'trunk_id' };

const when = (isDifferent: boolean, words: string) => (isDifferent ? [words] : []);

function credentialPart(
	name: string,
	{ username, password }: Authentication & { by: 'login' },
): Part {
	return {
		...CREDENTIAL,
		key: 'credential',
		name,
		uses: [],
		body: () => ({ username, password }),
		secrets: [password],
		differences: (existing) =>
			when(
				existing.username !== username,
				`its user name is '${String(existing.username)}', not '${username}'`,
			),
	};
}

function accessListPart(name: string, ipAddresses: string[]): Part {
	const keys = (addresses: string[]) =>
		withoutDuplicates(addresses).map(rangeKey).sort().join(', ');
	return {
		...LIST,
		key: 'accessList',
		name,
		uses: [],
		body: () => ({ ip_addresses: ipAddresses }),
		secrets: [],
		differences: ({ ip_addresses: existing }) => {
			const addresses = Array.isArray(existing) ? existing.map(String) : [];
			return when(
				keys(addresses) !== keys(ipAddresses),
				`its addresses are ${addresses.join(', ')}, not ${ipAddresses.join(', ')}`,
			);
		},
	};
}

/** An address in one form, however it was written. */
function plainAddress(text: string): string {
	const address = readSipAddress(text);
	return ('uri' in address ? address.uri : text).toLowerCase();
}

function uriPart(key: 'primaryUri' | 'fallbackUri', name: string, uri: string): Part {
	return {
		...URI,
		key,
		name,
		uses: [],
		body: () => ({ uri }),
		secrets: [],
		differences: (existing) => [
			...when(
				plainAddress(String(existing.uri)) !== plainAddress(uri),
				`its address is '${String(existing.uri)}', not '${uri}'`,
			),
			...when(
				[true, 'true'].includes(existing.authentication_needed as boolean | string),
				'Plivo signs in there with a user name',
			),
		],
	};
}

/** Which field of a trunk points to which part, and how the thing it points to is called (plivo.md §2.4). */
const REFERENCES: ReadonlyArray<[field: string, key: PartKey, thing: string]> = [
	['credential_uuid', 'credential', 'SIP credential'],
	['ipacl_uuid', 'accessList', 'IP access list'],
	['primary_uri_uuid', 'primaryUri', 'primary URI'],
	['fallback_uri_uuid', 'fallbackUri', 'fallback URI'],
];

function trunkPart(
	direction: 'inbound' | 'outbound',
	{ name, secure }: Plan,
	uses: PartKey[],
): Part {
	const used = REFERENCES.filter(([, key]) => uses.includes(key));
	const onOrOff = (on: boolean) => (on ? 'on' : 'off');
	return {
		...TRUNK,
		kind: `${direction} trunk`,
		key: direction === 'inbound' ? 'inboundTrunk' : 'outboundTrunk',
		name: `${name} ${direction}`,
		uses,
		body: (ids) => ({
			trunk_direction: direction,
			...(secure ? { secure } : {}),
			...Object.fromEntries(used.map(([field, key]) => [field, ids[key]])),
		}),
		secrets: [],
		differences: (existing, ids) => {
			const isSecure = [true, 'true'].includes(existing.secure as boolean | string);
			return [
				...when(
					existing.trunk_direction !== direction,
					`it is ${String(existing.trunk_direction)}`,
				),
				...when(isSecure !== secure, `Secure is ${onOrOff(isSecure)}, not ${onOrOff(secure)}`),
				...when(existing.trunk_status === 'disabled', 'it is disabled'),
				...REFERENCES.flatMap(([field, key, thing]) => {
					const actual = existing[field] ?? '';
					if (!uses.includes(key)) return when(actual !== '', `it has a ${thing}`);
					return when(actual === '' || actual !== ids[key], `it has another ${thing}, or none`);
				}),
			];
		},
	};
}

/** Everything that is asked for, in the order in which it can be made. */
export function partsOf(plan: Plan): Part[] {
	const { name, outbound, inbound } = plan;
	const parts: Part[] = [];
	if (outbound !== null) {
		const login =
			outbound.by === 'login'
				? credentialPart(name, outbound)
				: accessListPart(name, outbound.ipAddresses);
		parts.push(login, trunkPart('outbound', plan, [login.key]));
	}
	if (inbound !== null) {
		const uris = [uriPart('primaryUri', name, inbound.primary)];
		if (inbound.fallback !== null) {
			uris.push(uriPart('fallbackUri', `${name} fallback`, inbound.fallback));
		}
		const keys = uris.map(({ key }) => key);
		parts.push(...uris, trunkPart('inbound', plan, keys));
	}
	return parts;
}

import { randomInt, randomUUID } from 'node:crypto';
import type { PlivoNumber } from '../plivoNumber';

/** What a SIP client of an outbound trunk logs in with (plivo.md §2.1). */
export interface SipCredential {
	credential_uuid: string;
	name: string;
	username: string;
	/** Never shown by the API; empty after an update that left it out. */
	password: string;
}

/** Where calls out through a trunk may come from (plivo.md §2.2). */
export interface IpAccessControlList {
	ipacl_uuid: string;
	name: string;
	/** Addresses and CIDR ranges. */
	ip_addresses: string[];
}

/** Where Plivo sends the calls of an inbound trunk (plivo.md §2.3). */
export interface OriginationUri {
	uri_uuid: string;
	name: string;
	/** As it was given: `host[:port]`, with or without `sip:user@` and `;transport=`. */
	uri: string;
	authentication_needed: boolean;
	username: string | null;
	/** Never shown by the API. */
	password: string | null;
}

/** A SIP trunk (plivo.md §2.4), as the API shows it but for `trunk_domain`. */
export interface PlivoTrunk {
	/** Decimal; too large for a JavaScript number. */
	trunk_id: string;
	name: string;
	trunk_status: 'enabled' | 'disabled';
	trunk_direction: 'inbound' | 'outbound';
	secure: boolean;
	ipacl_uuid: string | null;
	credential_uuid: string | null;
	primary_uri_uuid: string | null;
	fallback_uri_uuid: string | null;
}

/** The SIP trunking of the account: what the API under `Zentrunk/` makes, and how the network uses it. */
export class ZentrunkState {
	/** Without it every request under `Zentrunk/` is a 403 (plivo.md §2.7). */
	enabled = true;
	/** Calls out above this in one second are rejected, never queued (plivo.md §1.3). */
	callsPerSecond = 2;

	readonly credentials = new Map<string, SipCredential>();
	readonly ipAccessControlLists = new Map<string, IpAccessControlList>();
	readonly uris = new Map<string, OriginationUri>();
	readonly trunks = new Map<string, PlivoTrunk>();

	/** @param numbers of the account: a deleted trunk leaves those on it without routing */
	constructor(private readonly numbers: ReadonlyMap<string, PlivoNumber>) {}

	/** Makes a credential without the API. */
	addCredential(
		facts: Partial<SipCredential> & Pick<SipCredential, 'username' | 'password'>,
	): SipCredential {
		const credential = { credential_uuid: randomUUID(), name: '', ...facts };
		this.credentials.set(credential.credential_uuid, credential);
		return credential;
	}

	/** Makes an IP access control list without the API. */
	addIpAccessControlList(
		facts: Partial<IpAccessControlList> & Pick<IpAccessControlList, 'ip_addresses'>,
	): IpAccessControlList {
		const list = { ipacl_uuid: randomUUID(), name: '', ...facts };
		this.ipAccessControlLists.set(list.ipacl_uuid, list);
		return list;
	}

	/** Makes an origination URI without the API. */
	addUri(facts: Partial<OriginationUri> & Pick<OriginationUri, 'uri'>): OriginationUri {
		const uri = {
			uri_uuid: randomUUID(),
			name: '',
			authentication_needed: false,
			username: null,
			password: null,
			...facts,
		};
		this.uris.set(uri.uri_uuid, uri);
		return uri;
	}

	/** Makes a trunk without the API, unchecked; inbound and leading nowhere unless `facts` say more. */
	addTrunk(facts: Partial<PlivoTrunk> = {}): PlivoTrunk {
		const trunk: PlivoTrunk = {
			trunk_id: newDecimalId(),
			name: '',
			trunk_status: 'enabled',
			trunk_direction: 'inbound',
			secure: false,
			ipacl_uuid: null,
			credential_uuid: null,
			primary_uri_uuid: null,
			fallback_uri_uuid: null,
			...facts,
		};
		this.trunks.set(trunk.trunk_id, trunk);
		return trunk;
	}

	/** The trunk of a `trunk_id`, or of a `trunk_domain`. */
	findTrunk(idOrDomain: string): PlivoTrunk | undefined {
		const id = idOrDomain.endsWith(DOMAIN) ? idOrDomain.slice(0, -DOMAIN.length) : idOrDomain;
		return this.trunks.get(id);
	}

	/**
	 * Deletes a URI.
	 * @param trunks that have it as primary or fallback: deleted along with it (plivo.md §2.3), or kept, leading nowhere (§11)
	 */
	deleteUri(uuid: string, trunks: 'deleted' | 'kept' = 'deleted'): void {
		this.uris.delete(uuid);
		if (trunks === 'kept') return;
		for (const trunk of [...this.trunks.values()]) {
			if (trunk.primary_uri_uuid === uuid || trunk.fallback_uri_uuid === uuid) {
				this.deleteTrunk(trunk.trunk_id);
			}
		}
	}

	/** Deletes a trunk; its numbers are attached to nothing afterwards (plivo.md §2.4). */
	deleteTrunk(id: string): void {
		this.trunks.delete(id);
		for (const number of this.numbers.values()) if (number.app_id === id) number.app_id = null;
	}

	/** Deletes a credential. Trunks that had it are left without, and refuse their callers. */
	deleteCredential(uuid: string): void {
		this.credentials.delete(uuid);
		for (const trunk of this.trunks.values()) {
			if (trunk.credential_uuid === uuid) trunk.credential_uuid = null;
		}
	}

	/** Deletes an IP access control list. Trunks that had it are left without. */
	deleteIpAccessControlList(uuid: string): void {
		this.ipAccessControlLists.delete(uuid);
		for (const trunk of this.trunks.values()) {
			if (trunk.ipacl_uuid === uuid) trunk.ipacl_uuid = null;
		}
	}
}

const DOMAIN = '.zt.plivo.com';

/** The domain a trunk is dialed under, and which its records show (plivo.md §2.4). */
export function trunkDomain(trunkId: string): string {
	return trunkId + DOMAIN;
}

/** A decimal id of 17 digits that a JavaScript number cannot hold (plivo.md §4): 2^53 has 16. */
export function newDecimalId(): string {
	const id = `${randomInt(2, 9)}${String(randomInt(0, 10 ** 8)).padStart(8, '0')}${String(randomInt(0, 10 ** 7)).padStart(7, '0')}1`;
	return id;
}

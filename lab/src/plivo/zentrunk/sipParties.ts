import type { PersonScript } from '../personScript';
import type { SipAddress, SipTransport } from './sipAddress';
import { parseSipAddress } from './sipAddress';

/** A SIP endpoint of a customer that the lab's network can reach: an agent platform, a PBX. */
export interface SipParty {
	/** `host`, which answers on every port, or `host:port`. */
	host: string;
	/**
	 * What it does with an INVITE; `answer` when not given. `silent` says nothing at all, as does every
	 * party on a transport it does not speak. A host that is not there does not resolve.
	 */
	behavior?: 'answer' | 'refuse' | 'silent';
	/** The final status of a refusal, 400-699; 486 when not given. */
	sipStatus?: number;
	/** Milliseconds from the INVITE to the answer or the refusal; 200 when not given. */
	ringMs?: number;
	/** What it says and does once the call is up. */
	script?: PersonScript;
	/** Milliseconds it stays on the line after the script. */
	stayMs?: number;
	/** What it speaks; everything, when not given. */
	transports?: readonly SipTransport[];
	/** It challenges Plivo: a login other than this one is refused with 407. */
	digest?: { username: string; password: string };
}

/** The SIP endpoints that resolve, by host. */
export class SipParties {
	readonly #byHost = new Map<string, SipParty>();

	/**
	 * Adds a party, or replaces the one at that host and port.
	 * @throws Error when the host is not one
	 */
	add(party: SipParty): void {
		const address = parseSipAddress(party.host);
		if (!address) throw new Error(`${party.host} is not a SIP host`);
		const withPort = /:\d+$/.test(party.host);
		this.#byHost.set(withPort ? keyOf(address) : address.host, party);
	}

	/** Takes a party off the network: its host does not resolve from now on. */
	remove(host: string): void {
		this.#byHost.delete(host.toLowerCase());
	}

	/** Who is at an address; a party at that very port goes before one on all ports. */
	find(address: SipAddress): SipParty | undefined {
		return this.#byHost.get(keyOf(address)) ?? this.#byHost.get(address.host);
	}
}

function keyOf({ host, port }: SipAddress): string {
	return `${host}:${port}`;
}

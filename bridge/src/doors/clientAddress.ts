import type { IncomingMessage } from 'node:http';
import { AddressRanges, countingKey, plainAddress } from './addressRanges';

/** More hops than this no request has made; what is beyond is not looked at. */
const MAXIMUM_HOPS = 20;
/** A connection that is gone already has no address. */
const UNKNOWN = 'unknown';

/** Says which client a request comes from. */
export class ClientAddresses {
	private readonly trusted: AddressRanges;

	/** @param trustedProxies addresses and ranges of the proxies that are believed */
	constructor(trustedProxies: readonly string[]) {
		this.trusted = new AddressRanges(trustedProxies);
	}

	/** Whether this is the address of a proxy, whose connections are those of many clients. */
	isProxy(address: string | undefined): boolean {
		const plain = plainAddress(address ?? '');
		return plain !== undefined && this.trusted.includes(plain);
	}

	/**
	 * What the client's requests are counted under. `X-Forwarded-For` is read from its end, where the nearest proxy has written,
	 * as long as whoever wrote is trusted: what a client has put there itself is never reached.
	 */
	keyOf(request: IncomingMessage): string {
		const peer = plainAddress(request.socket.remoteAddress ?? '');
		if (peer === undefined) return UNKNOWN;
		let client = peer;
		for (const hop of hopsOf(request)) {
			if (!this.trusted.includes(client)) break;
			const address = plainAddress(hop);
			if (address === undefined) break;
			client = address;
		}
		return countingKey(client);
	}

	/** Whether a proxy that is not trusted passes requests on, so that all its clients are counted as one. */
	isUntrustedProxy(request: IncomingMessage): boolean {
		const forwarded = request.headers['x-forwarded-for'] !== undefined;
		return forwarded && !this.isProxy(request.socket.remoteAddress);
	}

	/** The client that a proxy which is not trusted says the request is from, if there is one: not to be believed. */
	claimedClient(request: IncomingMessage): string | undefined {
		if (!this.isUntrustedProxy(request)) return undefined;
		const address = plainAddress(hopsOf(request)[0] ?? '');
		return address === undefined ? UNKNOWN : countingKey(address);
	}
}

/** From the nearest to the farthest. */
function hopsOf(request: IncomingMessage): string[] {
	// Node joins repeated headers in their order.
	const forwarded = String(request.headers['x-forwarded-for'] ?? '');
	return forwarded.split(',').slice(-MAXIMUM_HOPS).reverse();
}

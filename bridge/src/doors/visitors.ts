import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { AddressRanges, countingKey } from './addressRanges';
import { ClientAddresses } from './clientAddress';
import type { DoorsConfig } from './doorsSettings';
import { Refusal } from './refusal';
import { TokenBuckets } from './tokenBuckets';

/** Lines in the log about wrong keys from one address: so many at once, and then one a minute. */
const WRONG_KEYS_LOGGED = { capacity: 3, perSecond: 1 / 60 };

/** So many times its rate is a flood. */
const FLOOD = 2;
/** Addresses that are not a stranger's own (RFC 1918, 4193, 4291, 6598). */
const PRIVATE = new AddressRanges([
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.168.0.0/16',
	'fc00::/7',
	'fe80::/10',
]);

/** How ::1 is counted. */
const LOOPBACK = countingKey('::1');

/** One request, as far as the limits of its client's address are concerned. */
export interface Visit {
	/** The address has used up its rate, and the request has not proved to be genuine. */
	readonly isTooMuch: boolean;
	/** The request is genuine: it does not count against the rate. */
	genuine(): void;
	/** Anybody may make this request at any rate, short of a flood. */
	unlimited(): void;
	/** The request came with a key or signature that is wrong: for the log, which hears only so much from one address. */
	wrongKey(): void;
	/**
	 * A password is about to be compared.
	 * @throws Refusal 429 when the address has tried too many wrong ones
	 */
	beginLogin(): void;
	/** It was right: it does not count. */
	loggedIn(): void;
	/** 429, with the time after which to come again. */
	tooMany(): Refusal;
}

/**
 * Counts what each client asks for. A genuine token, key or login costs nothing, and gets through even when the address has used up its
 * rate: a stranger behind the same proxy cannot keep callers out.
 */
export class Visitors {
	private readonly addresses: ClientAddresses;
	private readonly requests: TokenBuckets;
	private readonly logins: TokenBuckets;
	private readonly wrongKeys: TokenBuckets;
	/** All that is not genuine; an address that uses these up is flooding. */
	private readonly flood: TokenBuckets;
	/** Addresses that genuine requests have come from, the latest last. */
	private readonly known = new Set<string>();
	private readonly remembered: number;
	private proxyNoted = false;

	constructor(
		config: DoorsConfig,
		private readonly log: Logger,
	) {
		const remembered = config.rememberedAddresses;
		this.addresses = new ClientAddresses(config.trustedProxies);
		this.requests = new TokenBuckets({
			capacity: config.requestBurst,
			perSecond: config.requestsPerMinute / 60,
			remembered,
		});
		this.logins = new TokenBuckets({
			capacity: config.failedLoginsPerMinute,
			perSecond: config.failedLoginsPerMinute / 60,
			remembered,
		});
		this.wrongKeys = new TokenBuckets({ ...WRONG_KEYS_LOGGED, remembered });
		this.flood = new TokenBuckets({
			capacity: FLOOD * config.requestBurst,
			perSecond: (FLOOD * config.requestsPerMinute) / 60,
			remembered,
		});
		this.remembered = remembered;
	}

	/** Counts a request. */
	enter(request: IncomingMessage): Visit {
		this.noteProxy(request);
		const key = this.addresses.keyOf(request);
		const withinRate = this.requests.take(key);
		const counted = this.flood.take(key);
		let proved = false;
		return {
			get isTooMuch() {
				return !withinRate && !proved;
			},
			genuine: () => {
				if (withinRate && !proved) this.requests.giveBack(key);
				if (counted && !proved) this.flood.giveBack(key);
				if (!proved) this.remember(key);
				proved = true;
			},
			unlimited: () => {
				if (withinRate && !proved) this.requests.giveBack(key);
				proved = true;
			},
			wrongKey: () => {
				if (!this.wrongKeys.take(key)) return;
				this.log.warn({ client: key }, 'a request came with a wrong key or signature');
			},
			// Taken first, so that many attempts at once are not more than one after the other.
			beginLogin: () => {
				if (!this.logins.take(key)) throw tooMany(this.logins.secondsUntilNext(key));
			},
			loggedIn: () => this.logins.giveBack(key),
			tooMany: () => tooMany(this.requests.secondsUntilNext(key)),
		};
	}

	/**
	 * Whether an address asks so much more than its rate that it is not worth reading what it says. Never one that genuine requests come
	 * from, nor a private one, which is a proxy's or a watchdog's: others share it.
	 * @param key what its requests are counted under
	 */
	isFlooding(key: string): boolean {
		if (this.flood.has(key) || this.known.has(key)) return false;
		return key !== LOOPBACK && !PRIVATE.includes(key.replace('/64', ''));
	}

	private remember(key: string): void {
		this.known.delete(key);
		this.known.add(key);
		if (this.known.size <= this.remembered) return;
		const oldest = this.known.values().next();
		if (!oldest.done) this.known.delete(oldest.value);
	}

	/** Behind a proxy that is not trusted all clients share one rate, which somebody should know. */
	private noteProxy(request: IncomingMessage): void {
		if (this.proxyNoted || !this.addresses.isUntrustedProxy(request)) return;
		this.proxyNoted = true;
		this.log.warn(
			{ proxy: request.socket.remoteAddress },
			'requests come through a proxy that is not in BRIDGE_TRUSTED_PROXIES: its clients are counted as one',
		);
	}
}

function tooMany(seconds: number): Refusal {
	return new Refusal(429, 'Too many requests.', {
		headers: { 'retry-after': String(seconds) },
		label: 'too-many-requests',
	});
}

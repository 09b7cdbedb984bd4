import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { ClientAddresses } from './clientAddress';
import type { DoorsConfig } from './doorsSettings';
import { Refusal } from './refusal';
import { TokenBuckets } from './tokenBuckets';

/** Lines in the log about wrong keys from one address: so many at once, and then one a minute. */
const WRONG_KEYS_LOGGED = { capacity: 3, perSecond: 1 / 60 };

/** One request, as far as the limits of its client's address are concerned. */
export interface Visit {
	/** The address has used up its rate, and the request has not proved to be genuine. */
	readonly isTooMuch: boolean;
	/** The request is genuine: it does not count against the rate. */
	genuine(): void;
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
	}

	/** Counts a request. */
	enter(request: IncomingMessage): Visit {
		this.noteProxy(request);
		const key = this.addresses.keyOf(request);
		const withinRate = this.requests.take(key);
		let proved = false;
		return {
			get isTooMuch() {
				return !withinRate && !proved;
			},
			genuine: () => {
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

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { ClientAddresses } from './clientAddress';
import type { DoorsConfig } from './doorsSettings';
import { Floods } from './floods';
import { Logins } from './logins';
import { Refusal } from './refusal';
import { SharedAddresses } from './sharedAddresses';
import { TokenBuckets } from './tokenBuckets';

/** Lines in the log about wrong keys from one address: so many at once, and then one a minute. */
const WRONG_KEYS_LOGGED = { capacity: 3, perSecond: 1 / 60 };

/** So many times its rate may an address ask what costs next to nothing. */
const UNLIMITED = 10;
/** So many times its rate may a connection ask for others, which no proxy has to be named for. */
const PASSED_ON = 10;

/** One request, as far as the limits of its client's address are concerned. */
export interface Visit {
	/** The address has used up its rate, and the request has not proved to be genuine. */
	readonly isTooMuch: boolean;
	/** Its client floods the bridge, over a connection of its own: this is to be ended, and nothing to be answered. */
	readonly isFlood: boolean;
	/** The connection has ended, or its client has been told that it does: not to be answered either. */
	readonly isOver: boolean;
	/** It says that a proxy passes it on, whose connection has requests of others too. */
	readonly isPassedOn: boolean;
	/** The request is genuine: it does not count against the rate. */
	genuine(): void;
	/**
	 * Anybody may make this request at a rate that nobody needs.
	 * @throws Refusal 429 beyond that
	 */
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
	private readonly unlimited: TokenBuckets;
	/** Requests beyond the rate that say a proxy passes them on. */
	private readonly passedOn: TokenBuckets;
	private readonly logins: Logins;
	private readonly wrongKeys: TokenBuckets;
	private readonly floods: Floods;
	/** Connections that have brought a request. */
	private readonly used = new WeakSet<Socket>();
	/** Connections whose client has been told that they end. */
	private readonly ending = new WeakSet<Socket>();
	private proxyNoted = false;

	constructor(
		config: DoorsConfig,
		private readonly log: Logger,
		private readonly shared = new SharedAddresses(),
	) {
		const remembered = config.rememberedAddresses;
		const rate = (times: number) =>
			new TokenBuckets({
				capacity: times * config.requestBurst,
				perSecond: (times * config.requestsPerMinute) / 60,
				remembered,
			});
		this.addresses = new ClientAddresses(config.trustedProxies);
		this.requests = rate(1);
		this.unlimited = rate(UNLIMITED);
		this.passedOn = rate(PASSED_ON);
		this.logins = new Logins(config);
		this.wrongKeys = new TokenBuckets({ ...WRONG_KEYS_LOGGED, remembered });
		this.floods = new Floods(config, undefined, shared);
	}

	/** Counts a connection. @returns false when its address floods the bridge, and is not to be heard */
	connect(key: string): boolean {
		return this.floods.connect(key);
	}

	/** Counts a request. */
	enter(request: IncomingMessage): Visit {
		this.noteProxy(request);
		const { socket } = request;
		const key = this.addresses.keyOf(request);
		const isFirst = !this.used.has(socket);
		this.used.add(socket);
		const withinRate = this.requests.take(key);
		const claimed = this.addresses.claimedClient(request);
		// One that is not trusted could be shut out for what strangers ask, and with it everybody behind it. Its connections are counted;
		// and far beyond its rate, one ends: anybody can say that they pass on.
		const isPassedOn = claimed !== undefined;
		const counted = isPassedOn || this.floods.take(key);
		const isOver = socket.destroyed || this.ending.has(socket);
		// A proxy's connection is not its client's.
		const isOwn = !this.addresses.isProxy(socket.remoteAddress);
		const isFlood =
			!isOver &&
			isOwn &&
			(isPassedOn
				? !withinRate && !this.passedOn.take(key) && !this.floods.isSpared(key)
				: !counted && this.floods.isFlooding(key));
		let proved = false;
		const tooMany = (seconds: number) => {
			if (!isPassedOn) this.ending.add(socket);
			return refusalFor(seconds);
		};
		const attempt = { key, claimed };
		return {
			get isTooMuch() {
				return !withinRate && !proved;
			},
			isFlood,
			isOver,
			isPassedOn,
			genuine: () => {
				if (withinRate && !proved) this.requests.giveBack(key);
				if (!proved) this.floods.genuine(key, counted && !isPassedOn);
				proved = true;
			},
			unlimited: () => {
				if (withinRate && !proved) this.requests.giveBack(key);
				proved = true;
				// Whoever watches over the process asks once and goes, and must not end it for what strangers do from the same address.
				const isProbe = isFirst && !isPassedOn && this.shared.includes(key);
				if (isProbe || this.unlimited.take(key)) return;
				throw tooMany(this.unlimited.secondsUntilNext(key));
			},
			wrongKey: () => {
				if (!this.wrongKeys.take(key)) return;
				this.log.warn({ client: key }, 'a request came with a wrong key or signature');
			},
			beginLogin: () => {
				const seconds = this.logins.begin(attempt);
				if (seconds !== undefined) throw refusalFor(seconds);
			},
			loggedIn: () => this.logins.succeeded(attempt),
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

function refusalFor(seconds: number): Refusal {
	return new Refusal(429, 'Too many requests.', {
		headers: { 'retry-after': String(seconds) },
		label: 'too-many-requests',
	});
}

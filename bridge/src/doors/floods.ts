import type { DoorsConfig } from './doorsSettings';
import { SharedAddresses } from './sharedAddresses';
import { TokenBuckets } from './tokenBuckets';

/** So many times its rate is a flood. */
const FLOOD = 2;
/** An address that has flooded is heard again when it may make so much of a flood once more: half of one. */
const FORGIVEN = 0.5;

/**
 * Tells which addresses ask, or connect, so much more than their rate that it is not worth reading what they say. Never one that genuine
 * requests come from, nor one that others share.
 */
export class Floods {
	/** All requests that are not genuine. */
	private readonly requests: TokenBuckets;
	/** All connections: to shake hands over TLS costs more than a request, and none need follow. */
	private readonly connections: TokenBuckets;
	/** Addresses that genuine requests have come from, the latest last. */
	private readonly known = new Set<string>();
	/** Addresses that are not heard for a while, the latest last. */
	private readonly caught = new Set<string>();
	private readonly capacity: number;
	private readonly remembered: number;

	/** @param now milliseconds on a clock that never goes back */
	constructor(
		config: DoorsConfig,
		now?: () => number,
		private readonly shared = new SharedAddresses(),
	) {
		this.capacity = FLOOD * config.requestBurst;
		this.remembered = config.rememberedAddresses;
		const buckets = () =>
			new TokenBuckets({
				capacity: this.capacity,
				perSecond: (FLOOD * config.requestsPerMinute) / 60,
				remembered: this.remembered,
				...(now && { now }),
			});
		this.requests = buckets();
		this.connections = buckets();
	}

	/** Counts a connection. @returns false when the address is not to be heard */
	connect(key: string): boolean {
		return this.connections.take(key) ? !this.isFlooding(key) : !this.catch(key);
	}

	/** Counts a request. @returns false when it is one too many, whoever asks */
	take(key: string): boolean {
		return this.requests.take(key);
	}

	/** A request was genuine: its address is known from now on. @param counted it was counted, which it should not have been */
	genuine(key: string, counted: boolean): void {
		if (counted) this.requests.giveBack(key);
		this.caught.delete(key);
		remember(this.known, key, this.remembered);
	}

	/** Whether the address is not to be heard. */
	isFlooding(key: string): boolean {
		if (!this.requests.has(key)) return this.catch(key);
		if (!this.caught.has(key)) return false;
		const enough = Math.max(1, this.capacity * FORGIVEN);
		const isForgiven = [this.requests, this.connections].every((one) => one.has(key, enough));
		if (isForgiven) this.caught.delete(key);
		return !isForgiven;
	}

	/** Whether the address is heard whatever comes from it: genuine requests do, or others share it. */
	isSpared(key: string): boolean {
		return this.known.has(key) || this.shared.includes(key);
	}

	/** @returns whether the address is one that can be shut out */
	private catch(key: string): boolean {
		if (this.isSpared(key)) return false;
		remember(this.caught, key, this.remembered);
		return true;
	}
}

function remember(keys: Set<string>, key: string, most: number): void {
	keys.delete(key);
	keys.add(key);
	if (keys.size <= most) return;
	const oldest = keys.values().next();
	if (!oldest.done) keys.delete(oldest.value);
}

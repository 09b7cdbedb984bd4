import type { FastifyReply } from 'fastify';
import { ApiRefusal } from './answers';
import type { RestContext } from './context';

const WINDOW_MS = 5000;

/** Counts the requests of the account: so many in any five seconds, then 429 (plivo.md §1.3). */
export class RateLimit {
	/** Of the requests that were let through, oldest first; milliseconds since the epoch. */
	readonly #times: number[] = [];

	constructor(private readonly context: Pick<RestContext, 'account' | 'variants'>) {}

	/** @throws ApiRefusal 429 when the account has asked too often */
	count(reply: FastifyReply): void {
		const { account, variants } = this.context;
		const now = Date.now();
		while (this.#times[0] !== undefined && this.#times[0] <= now - WINDOW_MS) this.#times.shift();
		if (this.#times.length < account.limits.requestsPer5Seconds) {
			this.#times.push(now);
			return;
		}
		if (variants.retryAfterHeader === 'present') {
			const waitMs = (this.#times[0] ?? now) + WINDOW_MS - now;
			reply.header('Retry-After', String(Math.ceil(waitMs / 1000)));
		}
		throw new ApiRefusal(429, 'Too many requests');
	}
}

import type { DoorsConfig } from './doorsSettings';
import { TokenBuckets } from './tokenBuckets';

/** How many clients of one proxy that is not trusted may try as many wrong passwords as one address may. */
const CLIENTS_OF_PROXY = 5;

/** Who tries a password. */
export interface LoginAttempt {
	/** The address that attempts are counted under. */
	key: string;
	/** The client that a proxy which is not trusted says it is for: as likely as not what somebody has made up. */
	claimed?: string | undefined;
}

/**
 * Limits how many wrong passwords one address may try. Behind a proxy that is not trusted all clients have one address, and one of them could
 * lock out all others: there, wrong passwords count for the client that the proxy names, and for the proxy only beyond several times as
 * many, which is what somebody gets who makes up names.
 */
export class Logins {
	private readonly clients: TokenBuckets;
	private readonly proxies: TokenBuckets;

	constructor({ failedLoginsPerMinute, rememberedAddresses: remembered }: DoorsConfig) {
		const buckets = (times: number) =>
			new TokenBuckets({
				capacity: times * failedLoginsPerMinute,
				perSecond: (times * failedLoginsPerMinute) / 60,
				remembered,
			});
		this.clients = buckets(1);
		this.proxies = buckets(CLIENTS_OF_PROXY);
	}

	/**
	 * A password is about to be compared. Taken first, so that many attempts at once are not more than one after the other.
	 * @returns seconds to wait when too many wrong ones were tried; undefined when it may be compared
	 */
	begin(attempt: LoginAttempt): number | undefined {
		const client = clientOf(attempt);
		if (!this.clients.take(client)) return this.clients.secondsUntilNext(client);
		if (attempt.claimed === undefined || this.proxies.take(attempt.key)) return undefined;
		this.clients.giveBack(client);
		return this.proxies.secondsUntilNext(attempt.key);
	}

	/** It was right: it does not count. */
	succeeded(attempt: LoginAttempt): void {
		this.clients.giveBack(clientOf(attempt));
		if (attempt.claimed !== undefined) this.proxies.giveBack(attempt.key);
	}
}

function clientOf({ key, claimed }: LoginAttempt): string {
	return claimed === undefined ? key : `${key} for ${claimed}`;
}

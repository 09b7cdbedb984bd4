import { randomInt, randomUUID } from 'node:crypto';
import { countryOf } from './countries';

/** A caller id that was proved to be the customer's (plivo.md §3.5). */
export interface VerifiedCallerId {
	alias: string;
	channel: 'sms' | 'call';
	country: string;
	/** ISO 8601 in UTC. */
	created_at: string;
	modified_at: string;
	/** E.164, with `+`: unlike the account's own numbers. */
	phone_number: string;
	subaccount: string;
	verification_uuid: string;
}

/** A verification that waits for its code. */
export interface CallerIdVerification {
	uuid: string;
	/** Six digits: what the person at the number would read. */
	code: string;
	/** Milliseconds since the epoch; the code is worth nothing afterwards. */
	expiresAt: number;
	facts: Pick<VerifiedCallerId, 'alias' | 'channel' | 'phone_number' | 'subaccount'>;
}

const CODE_LIFETIME_MS = 15 * 60_000;

/** The verified caller ids of the account, and what is on its way there. */
export class CallerIds {
	/** By digits. */
	readonly #verified = new Map<string, VerifiedCallerId>();
	readonly #verifications = new Map<string, CallerIdVerification>();

	/** Oldest first. */
	all(): VerifiedCallerId[] {
		return [...this.#verified.values()];
	}

	/** @param number with or without `+` */
	find(number: string): VerifiedCallerId | undefined {
		return this.#verified.get(number.replace(/\D/g, ''));
	}

	/** Makes a code; whoever has the number learns it in another way. */
	start(facts: CallerIdVerification['facts']): CallerIdVerification {
		const verification = {
			uuid: randomUUID(),
			code: String(randomInt(0, 1_000_000)).padStart(6, '0'),
			expiresAt: Date.now() + CODE_LIFETIME_MS,
			facts,
		};
		this.#verifications.set(verification.uuid, verification);
		return verification;
	}

	/** A verification that was started and not confirmed yet: for tests, the way to its code. */
	pending(uuid: string): CallerIdVerification | undefined {
		return this.#verifications.get(uuid);
	}

	/** The code was right: from now on the number is a caller id. */
	confirm(verification: CallerIdVerification): VerifiedCallerId {
		this.#verifications.delete(verification.uuid);
		return this.add({ ...verification.facts, verification_uuid: verification.uuid });
	}

	/** Puts a caller id on the account without a code. */
	add(facts: Partial<VerifiedCallerId> & Pick<VerifiedCallerId, 'phone_number'>): VerifiedCallerId {
		const now = new Date().toISOString();
		const callerId: VerifiedCallerId = {
			alias: '',
			channel: 'sms',
			country: countryOf(facts.phone_number)?.iso ?? '',
			created_at: now,
			modified_at: now,
			subaccount: '',
			verification_uuid: randomUUID(),
			...facts,
		};
		this.#verified.set(callerId.phone_number.replace(/\D/g, ''), callerId);
		return callerId;
	}

	delete(callerId: VerifiedCallerId): void {
		this.#verified.delete(callerId.phone_number.replace(/\D/g, ''));
	}
}

import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';

/** Milliseconds until it is known whether a registration worked. */
const ATTEMPT_MS = 1000;

/** A SIP account that the lab's Ultravox registers with (ultravox.md §5.4). */
export interface SipRegistration {
	readonly sequence: number;
	/** Opaque, no UUID. */
	readonly registrationId: string;
	readonly created: string;
	username: string;
	/** Written, never read. */
	password: string;
	proxy: string;
	outboundProxy: string | null;
	authUser: string | null;
	/** When it was last tried, in milliseconds since the epoch. */
	triedAt: number;
}

/** A new registration from a body that passed the schema. */
export function createRegistration(body: JsonObject, now: number): SipRegistration {
	const empty = { username: '', password: '', proxy: '', outboundProxy: null, authUser: null };
	return {
		...empty,
		...body,
		sequence: nextSequence(),
		registrationId: `reg${randomBytes(10).toString('hex')}`,
		created: new Date(now).toISOString(),
		triedAt: now,
	};
}

/** Changes what the body names, and tries again. */
export function updateRegistration(
	registration: SipRegistration,
	body: JsonObject,
	now: number,
): void {
	Object.assign(registration, body, { triedAt: now });
}

/** As the API shows it. A proxy under `.invalid` cannot be registered with; every other one takes everybody. */
export function registrationJson(registration: SipRegistration, now: number): JsonObject {
	const { registrationId, created, username, proxy, outboundProxy, authUser } = registration;
	const isKnown = now - registration.triedAt >= ATTEMPT_MS;
	const host = (outboundProxy ?? proxy).replace(/[:;].*$/, '');
	return {
		registrationId,
		created,
		username,
		proxy,
		outboundProxy,
		authUser,
		successful: isKnown ? !host.endsWith('.invalid') : null,
	};
}

import type { AccountState } from '../accountState';
import { countryOf } from '../countries';
import type { DialStatus } from '../elements/dialedLeg';
import { DialedLeg } from '../elements/dialedLeg';
import type { CallEnding } from '../hangupCauses';
import type { People } from '../people';
import { normalized } from '../people';
import type { PersonScript } from '../personScript';
import { isInRanges } from './addressRange';
import type { SipTransport } from './sipAddress';
import type { PlivoTrunk } from './state';
import type { TrunkCall } from './trunkCall';
import {
	barredCountry,
	callerIdNotNumeric,
	callerIdTooShort,
	insufficientCredits,
	invalidDestination,
	proxyAuthenticationRequired,
	refusedWith,
	secureTrunkingDisabled,
	trunkNotFound,
	unauthorized,
	unknownCallerId,
} from './trunkEndings';

/** A SIP client of the customer calls out through a trunk. */
export interface TrunkCallOptions {
	/** The trunk's `trunk_domain`, or its `trunk_id`. */
	trunk: string;
	/** The caller ID: a number of the account or a verified one, E.164 with or without `+`. */
	from: string;
	/** E.164, with or without `+`: one of the lab's people, or nobody. */
	to: string;
	/** What the client answers the trunk's 407 with; it gives up at the 407 without. */
	credential?: { username: string; password: string };
	/** Where the INVITE comes from; 198.51.100.10 when not given. */
	sourceIp?: string;
	/** `udp` when not given; only a secure trunk takes `tls`. */
	transport?: SipTransport;
	/** What the SIP client says and does; nothing, when not given. */
	person?: PersonScript;
	/** Milliseconds the SIP client stays on the line after the script; 60000 when not given. */
	stayMs?: number;
	callUuid?: string;
}

const DEFAULT_SOURCE_IP = '198.51.100.10';
const SHORTEST_NUMBER = 7;

/**
 * Why Plivo does not take a call out through a trunk, if it does not (plivo.md §2.6, §2.7). A trunk that
 * has both a credential and an IP access control list asks for both.
 */
export function refusalOf(
	options: TrunkCallOptions,
	trunk: PlivoTrunk | undefined,
	account: AccountState,
): CallEnding | undefined {
	const reachable =
		account.zentrunk.enabled &&
		trunk?.trunk_status === 'enabled' &&
		trunk.trunk_direction === 'outbound';
	if (!trunk || !reachable) return trunkNotFound;
	if (options.transport === 'tls' && !trunk.secure) return secureTrunkingDisabled;
	return (
		authenticationRefusal(options, trunk, account) ??
		destinationRefusal(options.to, account) ??
		callerIdRefusal(options.from, account)
	);
}

function authenticationRefusal(
	{ credential: given, sourceIp = DEFAULT_SOURCE_IP }: TrunkCallOptions,
	trunk: PlivoTrunk,
	{ zentrunk }: AccountState,
): CallEnding | undefined {
	const { ipacl_uuid: listUuid, credential_uuid: credentialUuid } = trunk;
	if (listUuid === null && credentialUuid === null) return unauthorized;
	if (listUuid !== null) {
		const ranges = zentrunk.ipAccessControlLists.get(listUuid)?.ip_addresses ?? [];
		if (!isInRanges(sourceIp, ranges)) return unauthorized;
	}
	if (credentialUuid === null) return undefined;
	if (!given) return proxyAuthenticationRequired;
	const credential = zentrunk.credentials.get(credentialUuid);
	// Nobody logs in with the empty password that a careless update left behind.
	const right =
		credential?.username === given.username &&
		credential.password === given.password &&
		given.password !== '';
	return right ? undefined : unauthorized;
}

function destinationRefusal(to: string, account: AccountState): CallEnding | undefined {
	if (!/^\+?[1-9]\d{6,14}$/.test(to)) return invalidDestination;
	if (account.barredCountries.has(countryOf(to)?.iso ?? '')) return barredCountry;
	return Number(account.cashCredits) > 0 ? undefined : insufficientCredits;
}

function callerIdRefusal(from: string, account: AccountState): CallEnding | undefined {
	if (!/^\+?\d+$/.test(from)) return callerIdNotNumeric;
	const digits = normalized(from);
	if (digits.length < SHORTEST_NUMBER) return callerIdTooShort;
	const known = account.numbers.has(digits) || account.callerIds.find(digits) !== undefined;
	return known ? undefined : unknownCallerId;
}

/** How the telephone network answers for somebody who does not take the call. */
const CARRIER_STATUS: Partial<Record<DialStatus, number>> = { busy: 486, 'no-answer': 480 };

/** Dials the person, and lets both talk. */
export async function runOutboundTrunkCall(call: TrunkCall, people: People): Promise<void> {
	const { from, to } = call.facts;
	const leg = new DialedLeg(to, from, people.find(to));
	call.dialedLegs.push(leg);
	if (await leg.ring(call.ended)) return await call.talkTo(leg);
	if (call.ended.aborted) return leg.end('cancel');
	return call.end(refusedWith(CARRIER_STATUS[leg.status ?? 'failed'] ?? 404, 'carrier'));
}

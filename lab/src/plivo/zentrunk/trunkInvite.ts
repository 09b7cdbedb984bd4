import type { OriginationUri, PlivoTrunk } from './state';
import { trunkDomain } from './state';
import type { SipAddress, SipTransport } from './sipAddress';

/** An INVITE that Plivo sent, or wanted to send, to an origination URI of an inbound trunk. */
export interface TrunkInvite {
	callUuid: string;
	/** The SIP header `Call-ID`, and `call_id` of the record. */
	callId: string;
	trunkId: string;
	uriUuid: string;
	/** Whether it is the trunk's first URI, or the one that is tried after it. */
	role: 'primary' | 'fallback';
	/** The origination URI as the account has it. */
	uri: string;
	/** `sip:+14155550123@host:port;transport=tcp`; a user of the URI stands in place of the number. */
	requestUri: string;
	host: string;
	port: number;
	transport: SipTransport;
	/** `sip:+14155550100@<trunk_domain>`: who calls. */
	from: string;
	/** `sip:+14155550123@host`: the number that was called. */
	to: string;
	/** Who Plivo logs in as when it is challenged; null when the URI has no authentication. */
	digestUser: string | null;
	/** Whether the trunk is secure: SRTP and TLS. */
	secure: boolean;
	/**
	 * The final SIP status, 487 when the caller gave up; `unresolved` when the host is not there and
	 * nothing was sent, `timeout` when nothing came back; null as long as it is open.
	 */
	outcome: number | 'unresolved' | 'timeout' | null;
	/** Milliseconds since the epoch. */
	at: number;
}

/** What an INVITE to a URI looks like before it has an outcome. */
export function inviteTo(
	uri: OriginationUri,
	{ user, host, port, transport }: SipAddress,
	role: TrunkInvite['role'],
	trunk: PlivoTrunk,
	call: { uuid: string; callId: string; from: string; to: string },
): TrunkInvite {
	return {
		callUuid: call.uuid,
		callId: call.callId,
		trunkId: trunk.trunk_id,
		uriUuid: uri.uri_uuid,
		role,
		uri: uri.uri,
		requestUri: `sip:${user ?? `+${call.to}`}@${host}:${port};transport=${transport}`,
		host,
		port,
		transport,
		from: `sip:+${call.from}@${trunkDomain(trunk.trunk_id)}`,
		to: `sip:+${call.to}@${host}`,
		digestUser: uri.authentication_needed ? uri.username : null,
		secure: trunk.secure,
		outcome: null,
		at: Date.now(),
	};
}

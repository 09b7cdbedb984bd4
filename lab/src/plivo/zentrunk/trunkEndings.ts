import type { CallEnding } from '../hangupCauses';

type TrunkHangupSource = 'customer' | 'carrier' | 'zentrunk';

function trunkEnding(
	hangupCauseCode: number,
	name: string,
	callStatus: CallEnding['callStatus'],
	hangupSource: TrunkHangupSource,
): CallEnding {
	return {
		callStatus,
		hangupCause: name,
		hangupCauseName: name,
		hangupCauseCode,
		hangupSource,
	};
}

/*
 * How calls through a trunk end (plivo.md §2.6). The codes are the vendor's; the names differ between its
 * pages and its records. The numbers of the Voice API mean other things: 4000 is a normal hang-up there.
 */

/** The telephone network's side hung up. */
export const carrierHungUp = trunkEnding(3000, 'normal_hangup', 'completed', 'carrier');
/** The customer's SIP side hung up. */
export const customerHungUp = trunkEnding(3010, 'normal_hangup', 'completed', 'customer');
/** The caller from the telephone network gave up before an answer. */
export const carrierCanceled = trunkEnding(4420, 'carrier_cancelled', 'cancel', 'carrier');
/** The customer's SIP client gave up before an answer. */
export const customerCanceled = trunkEnding(4550, 'customer_cancelled', 'cancel', 'customer');

/** A call out to a trunk that is not there, is disabled, or is an inbound one. */
export const trunkNotFound = trunkEnding(4070, 'trunk_not_found', 'failed', 'zentrunk');
/** A number's trunk takes no calls: it is outbound, or disabled. */
export const noInboundRoute = trunkEnding(4080, 'no_inbound_route', 'failed', 'zentrunk');
/** TLS to a trunk that is not secure. */
export const secureTrunkingDisabled = trunkEnding(
	4110,
	'secure_trunking_disabled',
	'failed',
	'zentrunk',
);
export const invalidDestination = trunkEnding(4120, 'invalid_destination', 'failed', 'zentrunk');
/** The caller ID is not a number. */
export const callerIdNotNumeric = trunkEnding(4130, 'caller_id_not_numeric', 'failed', 'zentrunk');
export const callerIdTooShort = trunkEnding(4140, 'caller_id_too_short', 'failed', 'zentrunk');
/** The call ended at the 407: nobody logged in. */
export const proxyAuthenticationRequired = trunkEnding(
	4150,
	'proxy_authentication_required',
	'failed',
	'zentrunk',
);
/** A wrong user name or password, or an address that is not in the list. */
export const unauthorized = trunkEnding(4180, 'call_rejected_unauthorized', 'failed', 'zentrunk');
/** The caller ID is neither a number of the account nor a verified one. */
export const unknownCallerId = trunkEnding(4190, 'unknown_caller_id', 'failed', 'zentrunk');
/** The account's geo permissions forbid the destination; some pages say 4650. */
export const barredCountry = trunkEnding(4560, 'barred_country', 'failed', 'zentrunk');
export const insufficientCredits = trunkEnding(4030, 'insufficient_credits', 'failed', 'zentrunk');
/** The inbound trunk has no primary URI, or one that is gone. */
export const uriNotFound = trunkEnding(4310, 'uri_not_found', 'failed', 'zentrunk');
/** The host of the URI does not resolve. */
export const uriNotResolved = trunkEnding(4320, 'uri_not_resolved', 'failed', 'zentrunk');
/** Too many calls in one second: rejected, not queued (plivo.md §1.3). */
export const cpsLimitReached = trunkEnding(5180, 'cps_limit_reached', 'failed', 'zentrunk');
/** A defect of the lab. */
export const serviceError = trunkEnding(5360, 'service_error', 'failed', 'zentrunk');

/** SIP status to code and name; other statuses are taken by their class. */
const BY_SIP_STATUS: Readonly<Record<number, readonly [number, string]>> = {
	400: [4000, 'bad_request'],
	401: [4150, 'proxy_authentication_required'],
	404: [4090, 'destination_not_found'],
	407: [4150, 'proxy_authentication_required'],
	408: [4170, 'request_timeout_customer'],
	480: [4340, 'destination_unavailable'],
	486: [4410, 'user_busy'],
	488: [4630, 'not_acceptable'],
	600: [4410, 'user_busy'],
	603: [4410, 'user_busy'],
	606: [4630, 'not_acceptable'],
};

/**
 * How a call ends when its destination refuses the INVITE.
 * @param status final SIP status, 400-699
 * @param side whose destination it was
 */
export function refusedWith(status: number, side: 'customer' | 'carrier'): CallEnding {
	const [code, name] =
		BY_SIP_STATUS[status] ??
		(status >= 500 && status < 600
			? [5360, 'service_unavailable']
			: [4340, 'destination_unavailable']);
	return trunkEnding(code, name, code === 4410 ? 'busy' : 'failed', side);
}

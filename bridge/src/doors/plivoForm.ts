import { parseFormBody, type PlivoParameters } from '../../../nodes/shared/formBody';
import { verifyPlivoRequest } from '../../../nodes/shared/plivoSignature';
import { Refusal } from './refusal';
import type { RoutedRequest } from './route';

/** Plivo's form has about 1 KB; the longest thing in it are the SIP headers of the caller. */
export const LONGEST_FORM = 16_384;
/** An id is 36 characters; more than this is none. */
const LONGEST_CALL_UUID = 200;

/** Whose request it has to be. */
export interface PlivoFormOptions {
	/** The bridge as Plivo reaches it. */
	publicUrl?: string | undefined;
	/** With any, only what Plivo signed with one of them is answered. */
	plivoAuthTokens: readonly string[];
}

/** What Plivo asks with. */
export interface PlivoForm {
	fields: PlivoParameters;
	callUuid: string;
}

/**
 * Reads what Plivo asks, in the body or the query.
 * @param bridgeUrl the bridge as Plivo was told to reach it, where the token says so
 * @throws Refusal 403 when Plivo has not signed it, 400 when it does not say which call it is for
 */
export function readPlivoForm(
	routed: RoutedRequest,
	bridgeUrl: string | undefined,
	options: PlivoFormOptions,
): PlivoForm {
	const form = parseFormBody(routed.body.toString());
	checkSignature(routed, form, bridgeUrl, options);
	const fields = { ...Object.fromEntries(routed.query), ...form };
	const callUuid = fields.CallUUID;
	if (typeof callUuid !== 'string' || callUuid === '' || callUuid.length > LONGEST_CALL_UUID) {
		throw new Refusal(400, 'The request does not say which call it is for (CallUUID).');
	}
	return { fields, callUuid };
}

/** Any of the addresses that Plivo may have been given: the bridge's own, over TLS or not. */
function checkSignature(
	{ request, target }: RoutedRequest,
	parameters: PlivoParameters,
	bridgeUrl: string | undefined,
	{ plivoAuthTokens, publicUrl }: PlivoFormOptions,
): void {
	if (plivoAuthTokens.length === 0) return;
	const { method = '', headers } = request;
	const genuine = [bridgeUrl, publicUrl]
		.filter((base) => base !== undefined)
		.map((base) => base.replace(/^wss?:\/\//i, '').replace(/\/+$/, ''))
		.flatMap((base) => [`https://${base}${target}`, `http://${base}${target}`])
		.some((url) => verifyPlivoRequest({ method, url, headers, parameters }, [...plivoAuthTokens]));
	if (!genuine) throw new Refusal(403, 'The request does not carry a valid Plivo signature.');
}

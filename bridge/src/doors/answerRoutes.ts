import { createHash } from 'node:crypto';
import { parseFormBody, type PlivoParameters } from '../../../nodes/shared/formBody';
import { verifyPlivoRequest } from '../../../nodes/shared/plivoSignature';
import { secretInUse, type SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import {
	STREAM_PLACEHOLDER,
	streamUrl,
	type AnswerClaims,
} from '../../../nodes/shared/streamToken';
import type { Ledger } from '../call/callLedger';
import { answerXml } from './answer';
import { openAnswerToken } from './claims';
import { Refusal, tokenRefusal } from './refusal';
import type { AdmittedRequest, Route, RoutedRequest } from './route';

/** How long (ms) the stream address in an answer is good for; Plivo connects at once. */
const STREAM_LIFE_MS = 120_000;
/** An id is 36 characters; more than this is none. */
const LONGEST_CALL_UUID = 200;
/** Plivo's form has about 1 KB; the longest thing in it are the SIP headers of the caller. */
const LONGEST_FORM = 16_384;

export interface AnswerRouteOptions {
	/** Opens answers, and seals streams. */
	secret: SharedSecrets;
	/** The bridge as Plivo reaches it, for tokens that do not say it. */
	publicUrl?: string | undefined;
	/** With any, only what Plivo signed with one of them is answered. */
	plivoAuthTokens: readonly string[];
	/** Remembers whose each token is, for all processes. */
	ledger: Pick<Ledger, 'claim'>;
}

/**
 * `GET` and `POST /answer/<token>`: Plivo's `answer_url` of an outbound call (plivo.md §6.1). Answers with the XML that is sealed in the
 * token: the one for machines when Plivo says `Machine=true`, with the address of the stream made for this CallUUID. The first CallUUID
 * makes the token its own in all processes of this bridge: it gets an equivalent answer as often as it asks, any other 401. Other bridges do
 * not hear of it: where there are several, Plivo's signature keeps out who has seen a token.
 */
export function answerRoutes(options: AnswerRouteOptions): Route[] {
	return (['GET', 'POST'] as const).map((method) => ({
		method,
		path: /^\/answer\/([^/]+)\/?$/,
		access: 'open',
		token: true,
		bodyBytes: LONGEST_FORM,
		admit: (request) => void claimsFor(request, options),
		handle: async (routed, response) => {
			answerXml(response, await answerTo(routed, options));
		},
	}));
}

function claimsFor(
	{ parameters: [token = ''] }: AdmittedRequest,
	{ secret }: AnswerRouteOptions,
): AnswerClaims {
	return openAnswerToken(token, secret);
}

async function answerTo(routed: RoutedRequest, options: AnswerRouteOptions): Promise<string> {
	const claims = claimsFor(routed, options);
	const form = parseFormBody(routed.body.toString());
	checkSignature(routed, form, claims, options);
	const fields = { ...Object.fromEntries(routed.query), ...form };
	const callUuid = fields.CallUUID;
	if (typeof callUuid !== 'string' || callUuid === '' || callUuid.length > LONGEST_CALL_UUID) {
		throw new Refusal(400, 'The request does not say which call it is for (CallUUID).');
	}
	if (!(await options.ledger.claim(nameOf(routed), callUuid))) {
		throw tokenRefusal('The token is that of another call.');
	}
	const xml = (isMachine(fields) ? claims.machineXml : undefined) ?? claims.xml;
	return withStream(xml, claims, callUuid, options);
}

/** What the token is called in the ledger, which needs no secrets. */
function nameOf({ parameters: [token = ''] }: AdmittedRequest): string {
	return `answer ${createHash('sha256').update(token).digest('base64')}`;
}

/** Any of the addresses that Plivo may have been given: the bridge's own, over TLS or not. */
function checkSignature(
	{ request, target }: RoutedRequest,
	parameters: PlivoParameters,
	claims: AnswerClaims,
	{ plivoAuthTokens, publicUrl }: AnswerRouteOptions,
): void {
	if (plivoAuthTokens.length === 0) return;
	const { method = '', headers } = request;
	const genuine = [claims.bridgeUrl, publicUrl]
		.filter((base) => base !== undefined)
		.map((base) => base.replace(/^wss?:\/\//i, '').replace(/\/+$/, ''))
		.flatMap((base) => [`https://${base}${target}`, `http://${base}${target}`])
		.some((url) => verifyPlivoRequest({ method, url, headers, parameters }, [...plivoAuthTokens]));
	if (!genuine) throw new Refusal(403, 'The request does not carry a valid Plivo signature.');
}

/** plivo.md §6.5: whether synchronous detection says it this way is not confirmed, so that all spellings count. */
function isMachine({ Machine: machine }: PlivoParameters): boolean {
	return typeof machine === 'string' && /^(?:true|1|yes|machine)$/i.test(machine.trim());
}

function withStream(
	xml: string,
	{ stream, bridgeUrl }: AnswerClaims,
	callUuid: string,
	{ publicUrl, secret }: AnswerRouteOptions,
): string {
	if (stream === undefined || !xml.includes(STREAM_PLACEHOLDER)) return xml;
	const base = bridgeUrl ?? publicUrl;
	if (base === undefined) {
		throw new Refusal(503, 'The bridge does not know its public address: set BRIDGE_PUBLIC_URL.');
	}
	const address = streamUrl(
		base,
		{ ...stream, callUuid },
		{ secret: secretInUse(secret), expiresAt: new Date(Date.now() + STREAM_LIFE_MS) },
	);
	return xml.replace(STREAM_PLACEHOLDER, () => escapeXml(address));
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

function escapeXml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

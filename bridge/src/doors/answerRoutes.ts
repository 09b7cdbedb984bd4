import { parseFormBody, type PlivoParameters } from '../../../nodes/shared/formBody';
import { verifyPlivoRequest } from '../../../nodes/shared/plivoSignature';
import {
	STREAM_PLACEHOLDER,
	streamUrl,
	type AnswerClaims,
} from '../../../nodes/shared/streamToken';
import { answerXml } from './answer';
import { openAnswerToken } from './claims';
import { DialAttempts } from './dialAttempts';
import { Refusal, tokenRefusal } from './refusal';
import type { Route, RoutedRequest } from './route';

/** How long (ms) the stream address in an answer is good for; Plivo connects at once. */
const STREAM_LIFE_MS = 120_000;
/** An id is 36 characters; more than this is none. */
const LONGEST_CALL_UUID = 200;

export interface AnswerRouteOptions {
	sharedSecret: string;
	/** The bridge as Plivo reaches it, for tokens that do not say it. */
	publicUrl?: string | undefined;
	/** With any, only what Plivo signed with one of them is answered. */
	plivoAuthTokens: readonly string[];
	/** Tokens of which it is remembered whose they are. */
	rememberedCalls: number;
}

/**
 * `GET` and `POST /answer/<token>`: Plivo's `answer_url` of an outbound call (plivo.md §6.1). Answers with the XML that is sealed in the
 * token: the one for machines when Plivo says `Machine=true`, with the address of the stream made for this CallUUID. The first CallUUID
 * makes the token its own: it gets an equivalent answer as often as it asks, any other 401.
 */
export function answerRoutes(options: AnswerRouteOptions): Route[] {
	const attempts = new DialAttempts(options.rememberedCalls);
	return (['GET', 'POST'] as const).map((method) => ({
		method,
		path: /^\/answer\/([^/]+)\/?$/,
		access: 'open',
		token: true,
		handle: (routed, response) => {
			answerXml(response, answerTo(routed, attempts, options));
		},
	}));
}

function answerTo(
	routed: RoutedRequest,
	attempts: DialAttempts,
	options: AnswerRouteOptions,
): string {
	const [token = ''] = routed.parameters;
	const claims = openAnswerToken(token, options.sharedSecret);
	const form = parseFormBody(routed.body.toString());
	checkSignature(routed, form, claims, options);
	const fields = { ...Object.fromEntries(routed.query), ...form };
	const callUuid = fields.CallUUID;
	if (typeof callUuid !== 'string' || callUuid === '' || callUuid.length > LONGEST_CALL_UUID) {
		throw new Refusal(400, 'The request does not say which call it is for (CallUUID).');
	}
	if (!attempts.claim(token, callUuid)) throw tokenRefusal('The token is that of another call.');
	const xml = (isMachine(fields) ? claims.machineXml : undefined) ?? claims.xml;
	return withStream(xml, claims, callUuid, options);
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
	{ publicUrl, sharedSecret }: AnswerRouteOptions,
): string {
	if (stream === undefined || !xml.includes(STREAM_PLACEHOLDER)) return xml;
	const base = bridgeUrl ?? publicUrl;
	if (base === undefined) {
		throw new Refusal(503, 'The bridge does not know its public address: set BRIDGE_PUBLIC_URL.');
	}
	const address = streamUrl(
		base,
		{ ...stream, callUuid },
		{ secret: sharedSecret, expiresAt: new Date(Date.now() + STREAM_LIFE_MS) },
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

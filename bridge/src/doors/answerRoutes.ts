import { createHash } from 'node:crypto';
import type { PlivoParameters } from '../../../nodes/shared/formBody';
import { secretInUse, type SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import {
	afterStreamUrl,
	STREAM_PLACEHOLDER,
	streamUrl,
	type AnswerClaims,
} from '../../../nodes/shared/streamToken';
import type { Ledger } from '../call/callLedger';
import { answerXml } from './answer';
import { openAnswerToken } from './claims';
import { LONGEST_FORM, readPlivoForm, type PlivoFormOptions } from './plivoForm';
import { Refusal, tokenRefusal } from './refusal';
import type { AdmittedRequest, Route, RoutedRequest } from './route';

/** How long (ms) the stream address in an answer is good for; Plivo connects at once. */
const STREAM_LIFE_MS = 120_000;
/** A farewell after the longest call takes less than this (ms). */
const FAREWELL_MS = 10 * 60_000;
/** Where nothing but the end comes after the stream, the bridge is asked first how that ended (afterStream.ts). */
const END_AFTER_STREAM = /<\/Stream>(?=<Hangup\/>)/;

export interface AnswerRouteOptions extends PlivoFormOptions {
	/** Opens answers, and seals streams. */
	secret: SharedSecrets;
	limits: { callMs: number };
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
	const { fields, callUuid } = readPlivoForm(routed, claims.bridgeUrl, options);
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

/** plivo.md §6.5: whether synchronous detection says it this way is not confirmed, so that all spellings count. */
function isMachine({ Machine: machine }: PlivoParameters): boolean {
	return typeof machine === 'string' && /^(?:true|1|yes|machine)$/i.test(machine.trim());
}

function withStream(
	xml: string,
	{ stream, bridgeUrl }: AnswerClaims,
	callUuid: string,
	{ publicUrl, secret, limits }: AnswerRouteOptions,
): string {
	if (stream === undefined || !xml.includes(STREAM_PLACEHOLDER)) return xml;
	const base = bridgeUrl ?? publicUrl;
	if (base === undefined) {
		throw new Refusal(503, 'The bridge does not know its public address: set BRIDGE_PUBLIC_URL.');
	}
	const sealedFor = (life: number) => ({
		secret: secretInUse(secret),
		expiresAt: new Date(Date.now() + life),
	});
	const asksAfter = END_AFTER_STREAM.test(xml) || undefined;
	const address = streamUrl(base, { ...stream, callUuid, asksAfter }, sealedFor(STREAM_LIFE_MS));
	const life = STREAM_LIFE_MS + limits.callMs + FAREWELL_MS;
	const { callId } = stream;
	const after = afterStreamUrl(base, { callUuid, callId, bridgeUrl }, sealedFor(life));
	return xml
		.replace(END_AFTER_STREAM, (end) => `${end}<Redirect>${escapeXml(after)}</Redirect>`)
		.replace(STREAM_PLACEHOLDER, () => escapeXml(address));
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

import type { StreamContentType } from './audioFormat';
import { ANSWER_TIMING } from './callbackTiming';
import type { TokenAudience } from './sealedToken';
import { sealToken } from './sealedToken';

export type { StreamTokenFailure, TokenAudience } from './sealedToken';
export { openToken, sealToken, STREAM_TOKEN_VERSION, StreamTokenError } from './sealedToken';

/** Plivo takes no longer URL in `<Stream>` (plivo.md §7.1). */
export const LONGEST_URL = 2048;

/** What the bridge must know to relay one call. */
export interface StreamClaims {
	/** Plivo's id of the call. */
	callUuid: string;
	/** Ultravox's id of the call. */
	callId: string;
	/** The `serverWebSocket` join URL. Whoever has it can join the call. */
	joinUrl: string;
	contentType: StreamContentType;
	/** Where the bridge POSTs its events, and asks for another call of Ultravox's when the agent is lost. */
	eventsUrl: string;
	/** Types of the events that are wanted there (see bridgeEvents.ts); absent: all. Types that the bridge does not know do no harm. */
	events?: string[];
	/** True: what the caller says while the agent speaks is not passed on. */
	notInterruptible?: boolean;
	/** True: the bridge records the call, if it has a place for recordings. */
	record?: boolean;
	/** True: `eventsUrl` answers a `resume` request (see bridgeResume.ts). */
	resume?: boolean;
	/** True: when the stream has ended Plivo asks the bridge what comes next (AfterClaims). Set by the bridge itself. */
	asksAfter?: boolean;
}

/** A whole Plivo XML document that the bridge answers with when n8n does not. */
export interface FallbackClaims {
	xml: string;
}

/**
 * The content of the `<Stream>` in an `AnswerClaims`: the bridge puts the real address there when Plivo asks for the answer, because
 * only then is Plivo's id of the call known.
 */
export const STREAM_PLACEHOLDER = 'wss://stream.invalid';

/** How the bridge answers an outbound call by itself. Good for one call of Plivo's: the first that asks. */
export interface AnswerClaims {
	/**
	 * Plivo XML; may hold STREAM_PLACEHOLDER once. Where its stream is followed by `<Hangup/>`, a person whose agent was lost hears a
	 * sentence first.
	 */
	xml: string;
	/** Answered instead when Plivo says that a machine has picked up (plivo.md §6.5); may hold STREAM_PLACEHOLDER once. */
	machineXml?: string;
	/** What the address that takes the placeholder's place is sealed from. */
	stream?: Omit<StreamClaims, 'asksAfter' | 'callUuid'>;
	/** `wss://host[:port][/path]`, the bridge as Plivo reaches it; without it the bridge takes its own BRIDGE_PUBLIC_URL. */
	bridgeUrl?: string;
}

/** Where Plivo asks what comes after the stream of a call. */
export interface AfterClaims {
	/** Plivo's id of the call. */
	callUuid: string;
	/** Ultravox's id of the call that the stream was for: a call of Plivo's may have several streams, one after the other. */
	callId: string;
	/** As in the AnswerClaims. */
	bridgeUrl?: string | undefined;
}

export interface SealOptions {
	secret: string;
	expiresAt: Date;
	now?: Date;
}

interface BridgeAddress {
	name: string;
	url: string;
	schemes: readonly string[];
	example: string;
}

/**
 * Without trailing slashes. The URL itself stays out of the error: it may hold user and password.
 */
function checkedBase({ name, url, schemes, example }: BridgeAddress): string {
	const match = /^([a-z]+):\/\/[^\s/?#]+(\/[^\s?#]*)?$/i.exec(url.trim());
	const scheme = match?.[1]?.toLowerCase();
	if (scheme === undefined || !schemes.includes(scheme)) {
		throw new Error(
			`${name} must begin with ${schemes.join(':// or ')}:// and have no query: for example ${example}.`,
		);
	}
	return url.trim().replace(/\/+$/, '');
}

function sealedUrl(
	base: string,
	audience: TokenAudience,
	claims: object,
	options: SealOptions,
): string {
	const url = `${base}/${audience}/${sealToken(claims, { ...options, audience })}`;
	if (url.length > LONGEST_URL) {
		throw new Error(
			`The bridge's ${audience} URL for this call has ${url.length} characters; Plivo takes at most ${LONGEST_URL}.`,
		);
	}
	return url;
}

/**
 * The URL that Plivo's `<Stream>` connects to: `<bridgeUrl>/stream/<token>`.
 * @param bridgeUrl `wss://host[:port][/path]`, the bridge as Plivo reaches it
 * @throws Error in one sentence when the bridge URL is not a WebSocket URL or the whole is longer
 * than 2048 characters
 */
export function streamUrl(bridgeUrl: string, claims: StreamClaims, options: SealOptions): string {
	const base = checkedBase({
		name: "The bridge's public URL",
		url: bridgeUrl,
		schemes: ['wss', 'ws'],
		example: 'wss://bridge.example.com',
	});
	return sealedUrl(base, 'stream', claims, options);
}

/**
 * The URL that answers with a fixed XML document: `<controlUrl>/fallback/<token>`.
 * @param controlUrl `https://host[:port][/path]`, the bridge as Plivo reaches it
 * @throws Error in one sentence when the control URL is not an HTTP URL or the whole is longer than
 * 2048 characters
 */
export function fallbackUrl(
	controlUrl: string,
	claims: FallbackClaims,
	options: SealOptions,
): string {
	const base = checkedBase({
		name: "The bridge's control URL",
		url: controlUrl,
		schemes: ['https', 'http'],
		example: 'https://bridge.example.com',
	});
	return sealedUrl(base, 'fallback', claims, options);
}

/**
 * The URL that answers an outbound call: `<httpUrl>/answer/<token>`, for Plivo's `answer_url` (plivo.md §5.1).
 * @param bridgeUrl the bridge as Plivo reaches it: its public URL (`wss://...`), or the same as `https://host[:port][/path]`
 * @throws Error in one sentence when the bridge's URL is not such a one, a document has the placeholder but there is no stream (or the other
 * way round), or the whole is longer than 2048 characters
 */
export function answerUrl(bridgeUrl: string, claims: AnswerClaims, options: SealOptions): string {
	const base = httpBase(bridgeUrl);
	const documents = [claims.xml, claims.machineXml ?? ''];
	const places = documents.map((xml) => xml.split(STREAM_PLACEHOLDER).length - 1);
	if (Math.max(...places) > 1) throw new Error('An answer can hold one stream only.');
	if (Math.max(...places) > 0 !== (claims.stream !== undefined)) {
		throw new Error(
			'An answer with a stream needs the place for its address and what it is about.',
		);
	}
	return sealedUrl(base, 'answer', claims, options);
}

/** Of an address that may be that of the bridge's sockets. */
function httpBase(bridgeUrl: string): string {
	const base = checkedBase({
		name: "The bridge's URL",
		url: bridgeUrl,
		schemes: ['https', 'http', 'wss', 'ws'],
		example: 'https://bridge.example.com',
	});
	return base.replace(/^ws/i, 'http');
}

/**
 * The URL that says what comes when a stream of the bridge's has ended: `<httpUrl>/answer/<token>/after`, for Plivo's `<Redirect>`. A
 * sentence of apology where the agent was lost, else the end of the call.
 * @param bridgeUrl the bridge as Plivo reaches it: `wss://...`, or the same as `https://host[:port][/path]`
 * @throws Error in one sentence when the bridge's URL is not such a one
 */
export function afterStreamUrl(
	bridgeUrl: string,
	claims: AfterClaims,
	options: SealOptions,
): string {
	const token = sealToken(claims, { ...options, audience: 'after' });
	return `${httpBase(bridgeUrl)}/answer/${token}/after${ANSWER_TIMING}`;
}

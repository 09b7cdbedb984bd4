import {
	answerUrl,
	STREAM_PLACEHOLDER,
	type StreamClaims,
} from '../../../../nodes/shared/streamToken';
import { openStreamToken } from '../../../src/doors/claims';

/** The public address of a bridge that answers calls, in tests. */
export const BRIDGE_URL = 'wss://bridge.example.com';

/** What a person hears who has nobody to talk with. */
export const SORRY =
	/^<\?xml [^>]+><Response><Speak [^>]+>We are sorry, [^<]+<\/Speak><Hangup\/><\/Response>$/;

/** A call whose document Plivo has. */
export interface AnsweredCall {
	/** Of the stream that the document leads to. */
	claims: StreamClaims;
	/** Where it leads to after that; empty where that is not the bridge's. */
	after: string;
}

/** Asks a bridge at `httpUrl` for a document, as Plivo does. */
export async function askDocument(httpUrl: string, url: string, callUuid: string): Promise<string> {
	const body = new URLSearchParams({ CallUUID: callUuid });
	const headers = { connection: 'close' };
	const response = await fetch(httpUrl + new URL(url).pathname, { method: 'POST', body, headers });
	return await response.text();
}

/**
 * Has a call answered by a bridge that is reached from outside at BRIDGE_URL.
 * @param end what comes after the stream in the document
 */
export async function answerCall(
	httpUrl: string,
	secret: string,
	{ callUuid, ...stream }: StreamClaims,
	end = '<Hangup/>',
): Promise<AnsweredCall> {
	const xml = `<Response><Stream>${STREAM_PLACEHOLDER}</Stream>${end}</Response>`;
	const expiresAt = new Date(Date.now() + 60_000);
	const url = answerUrl(BRIDGE_URL, { xml, stream }, { secret, expiresAt });
	const document = await askDocument(httpUrl, url, callUuid);
	const token = /\/stream\/([^<]+)<\/Stream>/.exec(document)?.[1] ?? '';
	const after = /<\/Stream><Redirect>([^<]+)</.exec(document)?.[1]?.replaceAll('&amp;', '&');
	return { claims: openStreamToken(token, [secret]), after: after ?? '' };
}

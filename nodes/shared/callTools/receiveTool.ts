import type { IDataObject } from 'n8n-workflow';
import { isObject, parsedJson } from '../operations/values';
import type { RequestContext } from '../providerFailure';
import { statusOf } from '../providerStatus';
import { metadataValue } from '../resumedCall';
import { getUltravoxCall } from '../ultravoxCalls';
import { getUltravoxAccount } from '../ultravoxRequest';
import { isUuid } from '../uuid';
import { CALL_ID_PARAMETER } from './fieldParameters';
import type { Handoff } from './handoff';
import { orderHandoff } from './handoff';
import { phoneLegOf } from './phoneLeg';
import { COLLECT_TOOL, HANDOFF_TOOL } from './toolNames';
import type { ToolClaims } from './toolToken';
import { openToolToken, TOOL_TOKEN_HEADER } from './toolToken';

/** How long (ms) Ultravox may take to say which call it is: the conversation stands still. */
const LOOK_UP_MS = 2_500;
/** For how long (ms) a repeated request is known by this process; the look at the call catches the others. */
const REMEMBERED_MS = 15 * 60_000;

/** A request as it arrived at the webhook, before anything in it is trusted. */
export interface ArrivedToolRequest {
	rawBody: string;
	/** Names in lower case. */
	headers: Record<string, string | string[] | undefined>;
}

/** Whose webhook it is. */
export interface ToolHost {
	/** Of the webhook, with its own query: where Plivo asks what to do with the caller's leg. */
	webhookUrl: string;
	/** The caller's leg is on its way to a human. */
	onHandoff?(handoff: Handoff): void;
}

/** What Ultravox is answered; the body is what the model sees. */
export interface ToolAnswer {
	status: number;
	body: string;
	headers: Record<string, string>;
}

/** Handoffs under way or done, by Ultravox's id of the call: a repeated request gets the same answer and moves nobody twice. */
const handoffs = new Map<string, { at: number; answer: Promise<ToolAnswer> }>();

const said = (status: number, body: string): ToolAnswer => ({
	status,
	body,
	headers: { 'content-type': 'text/plain; charset=utf-8' },
});

const NOT_MOVED =
	'The transfer did not work. Tell the caller that nobody can be reached right now, and go on helping.';

/**
 * Takes the request of a tool (`event=tool`) and gives the answer, for whatever webhook it came to. The token says what it may do, and
 * Ultravox has to say that the call is the one the token was made for, and that it goes on. Never throws.
 * @returns 403 for a request that is not ours, 400 for one without a call, 409 for a call that is over, 502 when Ultravox cannot be
 * asked; all else is 200, also what did not work: the model has to read it
 */
export async function receiveToolRequest(
	context: RequestContext,
	{ rawBody, headers }: ArrivedToolRequest,
	host: ToolHost,
): Promise<ToolAnswer> {
	try {
		const { apiKey } = await getUltravoxAccount(context);
		const claims = openToolToken(headers[TOOL_TOKEN_HEADER], apiKey);
		if (claims === null) return said(403, '');
		const body = parsedJson(rawBody);
		const callId = isObject(body) ? body[CALL_ID_PARAMETER] : undefined;
		if (!isObject(body) || typeof callId !== 'string' || !isUuid(callId)) return said(400, '');
		const call = await getUltravoxCall(context, callId, LOOK_UP_MS);
		const { name, value } = claims.key;
		if (value === '' || metadataValue(call, name) !== value) return said(403, '');
		if (claims.tool === COLLECT_TOOL) return said(200, 'Thank you, this is noted.');
		if (claims.tool !== HANDOFF_TOOL) return said(403, '');
		return await handOffOnce(context, { claims, call, body, host });
	} catch (error) {
		context.logger.warn(`'${context.getNode().name}' could not answer a tool of an agent`, {
			error,
		});
		return said(statusOf(error) === 404 ? 403 : 502, '');
	}
}

interface Asked {
	claims: ToolClaims;
	call: IDataObject;
	body: IDataObject;
	host: ToolHost;
}

async function handOffOnce(context: RequestContext, asked: Asked): Promise<ToolAnswer> {
	const now = Date.now();
	for (const [key, { at }] of handoffs) if (now - at > REMEMBERED_MS) handoffs.delete(key);
	const callId = String(asked.call.callId);
	const known = handoffs.get(callId);
	if (known) return await known.answer;
	// The caller may be with the human already: another order would dial again.
	if (asked.call.ended || asked.call.endReason) return said(409, 'The call is over.');
	const answer = handOff(context, asked);
	handoffs.set(callId, { at: now, answer });
	const given = await answer;
	// What did not work may be tried again.
	if (given.body === NOT_MOVED) handoffs.delete(callId);
	return given;
}

async function handOff(
	context: RequestContext,
	{ claims, call, body, host }: Asked,
): Promise<ToolAnswer> {
	try {
		const callUuid = await phoneLegOf(context, call);
		if (callUuid === null || claims.number === undefined) return said(200, NOT_MOVED);
		const handoff: Handoff = {
			callId: String(call.callId),
			callUuid,
			number: claims.number,
			callerId: claims.callerId ?? '',
			step: claims.step ?? 0,
		};
		await orderHandoff(context, host.webhookUrl, handoff);
		host.onHandoff?.(handoff);
	} catch (error) {
		context.logger.warn(`'${context.getNode().name}' could not hand a caller to a human`, {
			error,
		});
		return said(200, NOT_MOVED);
	}
	return farewell(body.sentence);
}

/** The agent says its sentence and leaves; with it ends the stream, and Plivo asks where the caller goes (ultravox.md §7.1). */
function farewell(sentence: unknown): ToolAnswer {
	const message = typeof sentence === 'string' ? sentence.trim() : '';
	return {
		status: 200,
		body: JSON.stringify({ strict: true, ...(message === '' ? {} : { message }) }),
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'X-Ultravox-Response-Type': 'hang-up',
		},
	};
}

import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { CALL_UUID_METADATA_KEY } from './agentCall';
import { InputProblem } from './operations/inputProblem';
import { pathSegment } from './pathSegment';
import type { RequestContext } from './providerFailure';
import { wasRefused } from './providerStatus';
import type { UltravoxPage } from './ultravoxRequest';
import { ultravoxRequest, ultravoxRequestAll } from './ultravoxRequest';

/** Pages are asked for with this size; larger ones are UNCONFIRMED (ultravox.md §1.1). */
const PAGE_SIZE = 100;
const POLL_INTERVAL_MS = 300;
/** More than any hour on the phone holds. */
const MOST_MESSAGES = 5_000;

/** The Ultravox calls made for one Plivo call, latest first (a ladder may have tried several agents). */
export async function findCallsOfPlivoCall(
	context: RequestContext,
	callUuid: string,
	timeout?: number,
): Promise<IDataObject[]> {
	const page = await ultravoxRequest<UltravoxPage<IDataObject>>(context, {
		method: 'GET',
		path: '/api/calls',
		query: { [`metadata.${CALL_UUID_METADATA_KEY}`]: callUuid, pageSize: PAGE_SIZE },
		timeout,
	});
	// Checked again here: a filter that an API version ignores would hand us strangers' calls.
	const ours = (page.results ?? []).filter(
		(call) => (call.metadata as IDataObject | undefined)?.[CALL_UUID_METADATA_KEY] === callUuid,
	);
	return ours.sort((a, b) => String(b.created ?? '').localeCompare(String(a.created ?? '')));
}

/** One Ultravox call. */
export async function getUltravoxCall(
	context: RequestContext,
	callId: string,
	timeout?: number,
): Promise<IDataObject> {
	return await ultravoxRequest(context, {
		method: 'GET',
		path: `/api/calls/${pathSegment(callId)}`,
		timeout,
	});
}

/** A problem or refusal that the next attempt would meet again (or, with 429, would bring about). */
const isFinal = (error: Error) => error instanceof InputProblem || wasRefused(error);

/**
 * Asks for a call until it has an end reason or the budget (ms) is spent: Ultravox writes it a moment after the socket
 * closed, and a refusal in between is not the last word. The last answer is given either way.
 * @throws NodeApiError when the last attempt is refused
 */
export async function getEndedUltravoxCall(
	context: RequestContext,
	callId: string,
	budget: number,
): Promise<IDataObject> {
	const deadline = Date.now() + budget;
	for (;;) {
		const isLast = Date.now() + POLL_INTERVAL_MS > deadline;
		const timeout = Math.max(500, deadline - Date.now());
		const call = await getUltravoxCall(context, callId, timeout).catch((error: Error) => error);
		if (call instanceof Error) {
			if (isLast || isFinal(call)) throw call;
		} else if (isLast || call.endReason) {
			return call;
		}
		await sleep(POLL_INTERVAL_MS);
	}
}

/** All messages of a call, every stage, in order. */
export async function getUltravoxMessages(
	context: RequestContext,
	callId: string,
): Promise<IDataObject[]> {
	return await ultravoxRequestAll(
		context,
		{
			path: `/api/calls/${pathSegment(callId)}/messages`,
			query: { mode: 'in_call' },
			repeat: 'safe',
		},
		MOST_MESSAGES,
	);
}

import type { IDataObject } from 'n8n-workflow';
import { ANSWER_TIMING, NEWS_TIMING } from '../callbackTiming';
import { fromProviderNumber, phoneNumberDigits } from '../phoneNumber';
import type { XmlElement } from '../plivoXml';
import { dial, hangup, number } from '../plivoXml';
import { plivoRequest } from '../plivoRequest';
import type { RequestContext } from '../providerFailure';
import { wasRefused } from '../providerStatus';
import type { EventQuery } from './eventUrl';
import { eventUrl } from './eventUrl';

/** Seconds that the human's phone rings. */
const RING_SECONDS = 30;
/** How long (ms) Plivo may take for an order. */
const ORDER_MS = 4_000;

/** A caller on the way to a human. */
export interface Handoff {
	/** Ultravox's id of the call whose agent gives the caller away. */
	callId: string;
	/** Plivo's id of the caller's leg. */
	callUuid: string;
	/** The human, E.164. */
	number: string;
	/** E.164; '' leaves the caller's own. */
	callerId: string;
	/** Index of the ladder's step that follows when no agent can take the caller back. */
	step: number;
}

/** A handoff as the query of an address says it; undefined when it says none. Plivo's signature covers the query. */
export function handoffIn(query: URLSearchParams, callUuid: string): Handoff | undefined {
	const text = (name: string) => fromProviderNumber(query.get(name) ?? '');
	const step = Math.max(0, Number.parseInt(text('step'), 10) || 0);
	const handoff = { callUuid, callId: text('callId'), number: text('number'), step };
	return handoff.callId === '' || handoff.number === ''
		? undefined
		: { ...handoff, callerId: text('callerId') };
}

/**
 * The query that says a handoff; `handoff`: call the human, `handoff-end`: what comes after. Without any character that has to be
 * encoded: what Plivo signs is the URL as it understands it (plivo.md §9.3). A caller ID that is no number, as of a SIP call, is left out.
 */
export const handoffQuery = (
	event: 'handoff' | 'handoff-end',
	{ callId, callUuid, number: to, callerId, step }: Handoff,
): EventQuery => ({
	event,
	callUuid,
	callId,
	number: phoneNumberDigits(to),
	...(/^\+\d+$/.test(callerId) ? { callerId: phoneNumberDigits(callerId) } : {}),
	step,
});

/**
 * Orders Plivo to move the caller's leg to the human. As long as the stream to the agent runs, nothing is heard of it; Plivo asks
 * for the new document when the stream ends (plivo.md §5.3). So a repeated order, as long as it runs, dials nobody twice: when the
 * answer to the first is lost, it is given again.
 * @throws NodeApiError with Plivo's words
 */
export async function orderHandoff(
	context: RequestContext,
	webhookUrl: string,
	handoff: Handoff,
): Promise<void> {
	const order = async () =>
		await plivoRequest(context, {
			method: 'POST',
			path: `/Call/${handoff.callUuid}/`,
			body: {
				legs: 'aleg',
				aleg_url: eventUrl(webhookUrl, handoffQuery('handoff', handoff), ANSWER_TIMING),
				aleg_method: 'POST',
			} as IDataObject,
			timeout: ORDER_MS,
		});
	await order().catch(async (error: unknown) =>
		wasRefused(error) ? await Promise.reject(error) : await order(),
	);
}

/**
 * What Plivo does with the caller whose agent has gone: it calls the human, and asks what comes then.
 * @param tellsAnswer whether the webhook wants to know when the human picks up (`event=dial`)
 * @throws Error when the number is none
 */
export function handoffDial(
	webhookUrl: string,
	handoff: Handoff,
	tellsAnswer: boolean,
): XmlElement[] {
	const { callUuid, callerId } = handoff;
	return [
		dial([number(handoff.number)], {
			timeout: RING_SECONDS,
			...(callerId === '' ? {} : { callerId }),
			action: eventUrl(webhookUrl, handoffQuery('handoff-end', handoff), ANSWER_TIMING),
			method: 'POST',
			...(tellsAnswer
				? {
						callbackUrl: eventUrl(webhookUrl, { event: 'dial', callUuid }, NEWS_TIMING),
						callbackMethod: 'POST' as const,
					}
				: {}),
		}),
		hangup(),
	];
}

/** How the human was reached: `talked` and `gone` end the call, after everything else the caller is still there. */
export type HandoffEnd = 'talked' | 'gone' | 'busy' | 'no-answer' | 'unreachable';

const ENDS = new Map<string, HandoffEnd>([
	['completed', 'talked'],
	['cancel', 'gone'],
	['busy', 'busy'],
	['no-answer', 'no-answer'],
	['timeout', 'no-answer'],
]);

/** @param dialStatus Plivo's `DialStatus` (plivo.md §6.6) */
export const handoffEnd = (dialStatus: string): HandoffEnd =>
	ENDS.get(dialStatus.trim().toLowerCase()) ?? 'unreachable';

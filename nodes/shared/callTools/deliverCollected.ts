import { createHmac } from 'node:crypto';
import { sleep } from 'n8n-workflow';
import type { CallContext } from '../callContext';
import { within, TIMED_OUT } from '../deadline';
import { whyNotFrom } from '../privateHost';
import type { RequestContext } from '../providerFailure';
import { getUltravoxAccount } from '../ultravoxRequest';
import type { CollectedData } from './collected';

/** Headers of the request, in the form in which they are documented (docs/data-collection.md). */
const DATA_EVENT_HEADER = 'X-Phone-Agent-Event-Id';
const DATA_TIMESTAMP_HEADER = 'X-Phone-Agent-Timestamp';
const DATA_SIGNATURE_HEADER = 'X-Phone-Agent-Signature';

const PURPOSE = 'phone-agent/data-collection';

/** Pauses (ms) before the attempts after the first. */
const PAUSES_MS: readonly number[] = [1_000, 4_000, 10_000];
/** How long (ms) the receiver may take for one. */
const ATTEMPT_MS = 8_000;
/** Refusals that may be gone soon; all others of the 400s are final. */
const PASSING = new Set([408, 409, 423, 425, 429]);

/** How the delivery of the collected data went. */
export interface DataDelivery {
	/** null where another process of n8n may have sent it. */
	delivered: boolean | null;
	/** The same for every attempt, and for every other delivery of this call: the receiver can drop repeats by it. */
	eventId: string;
	attempts: number;
	/** The last status the receiver answered with; null when it gave none. */
	status: number | null;
	/** Why it was not delivered, as a sentence; null when it was. */
	reason: string | null;
}

export interface DataToDeliver {
	url: string;
	/** Of the call, as its item has it; `callId` is the first of the conversation. */
	call: CallContext;
	collected: CollectedData;
}

/** The secret that the receiver checks with: lower-case hex HMAC-SHA256 of a fixed text under the Ultravox API key. */
function dataSecret(apiKey: string): string {
	return createHmac('sha256', apiKey).update(PURPOSE, 'utf8').digest('hex');
}

/** Lower-case hex HMAC-SHA256 over the timestamp, a dot and the body as it is sent. */
function signData(body: string, timestamp: string, secret: string): string {
	return createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
}

/** The id of the delivery of a call's data. */
export const dataEventId = ({ callId, callUuid }: CallContext): string =>
	`collected-${callId ?? callUuid ?? 'unknown'}`;

/** What is POSTed, as JSON. */
function dataBody({ call, collected }: DataToDeliver): string {
	const { callId, callUuid, direction, from, to, agentId, agentName, startedAt, endedAt } = call;
	return JSON.stringify({
		event: 'call.collected',
		eventId: dataEventId(call),
		call: { callId, callUuid, direction, from, to, agentId, agentName, startedAt, endedAt },
		collected,
	});
}

/**
 * POSTs the collected data of a call to the agent's webhook, signed: once, and again only while it was not taken. Never throws.
 * @param pauses milliseconds before each attempt after the first
 * @returns how it went, for the item: what could not be delivered is in `call.collected` there
 */
export async function deliverCollected(
	context: RequestContext,
	data: DataToDeliver,
	pauses = PAUSES_MS,
): Promise<DataDelivery> {
	const body = dataBody(data);
	const eventId = dataEventId(data.call);
	const whyNot = whyNotFrom(new URL(data.url), context.getInstanceBaseUrl());
	if (whyNot !== undefined) {
		const reason = `The address of 'Send Collected Data To' is ${whyNot}: nothing was sent there.`;
		return { delivered: false, eventId, attempts: 0, status: null, reason };
	}
	let status: number | null = null;
	for (let attempts = 1; ; attempts++) {
		status = await attempt(context, data.url, body, eventId);
		if (status !== null && status >= 200 && status < 300) {
			return { delivered: true, eventId, attempts, status, reason: null };
		}
		const pause = pauses[attempts - 1];
		if (isFinal(status) || pause === undefined) {
			const answered = status === null ? 'could not be reached' : `answered with ${status}`;
			const reason = `The address of 'Send Collected Data To' ${answered}: the collected data was not delivered.`;
			return { delivered: false, eventId, attempts, status, reason };
		}
		await sleep(pause);
	}
}

const isFinal = (status: number | null): boolean =>
	status !== null && status < 500 && !PASSING.has(status);

/** Whether another attempt may succeed: the receiver has not taken it, and has not refused it for good. */
export const mayBeTakenYet = ({ delivered, status }: DataDelivery): boolean =>
	!delivered && !isFinal(status);

/** One POST. @returns the status, or null when there was none in time */
async function attempt(
	context: RequestContext,
	url: string,
	body: string,
	eventId: string,
): Promise<number | null> {
	try {
		const { apiKey } = await getUltravoxAccount(context);
		const timestamp = new Date().toISOString();
		const sent = context.helpers.httpRequest({
			method: 'POST',
			url,
			body,
			headers: {
				'Content-Type': 'application/json',
				'Idempotency-Key': eventId,
				[DATA_EVENT_HEADER]: eventId,
				[DATA_TIMESTAMP_HEADER]: timestamp,
				[DATA_SIGNATURE_HEADER]: signData(body, timestamp, dataSecret(apiKey)),
			},
			timeout: ATTEMPT_MS,
			// The signature is for this address; a redirect would also make a GET of it.
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		}) as Promise<{ statusCode?: unknown }>;
		const answer = await within(sent, ATTEMPT_MS + 500);
		return answer === TIMED_OUT ? null : Number(answer.statusCode) || null;
	} catch (error) {
		context.logger.warn(
			`'${context.getNode().name}' could not reach the address of 'Send Collected Data To'`,
			{ error },
		);
		return null;
	}
}

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { joinableCall } from './agentCall';
import type { BridgeAccount } from './bridgeRequest';
import type { ResumeAnswer } from './bridgeResume';
import { sealResume } from './bridgeResume';
import { TIMED_OUT, within } from './deadline';
import { statusOf } from './providerStatus';
import {
	isRelayed,
	metadataValue,
	RESUME_REQUEST_METADATA_KEY,
	resumeAgentCall,
} from './resumedCall';
import { getEndedUltravoxCall, getUltravoxCall } from './ultravoxCalls';
import { isUuid } from './uuid';

/** Milliseconds from the arrival of the request to the answer, of a bridge that does not say for how long it waits. */
const BUDGET_MS = 1_700;
/** Of what it says, this is for the way of the request and of the answer (ms). */
const WAY_MS = 300;
/** Kept back from the budget for sending the answer (ms). */
const RESERVE_MS = 200;
/** With less time than this (ms) no call is made: its answer would come too late. */
const LEAST_MS = 300;
/** Longer than a signature is good for, either way. */
const REMEMBERED_MS = 15 * 60_000;
const MOST_REMEMBERED = 5_000;

/** Ends that are the agent's own doing (ultravox.md §2.2). Not `hangup`: the bridge had not hung up when it asked. */
const GOODBYE = new Set<unknown>(['agent_hangup', 'timeout']);

/** The answer to the bridge: a status, and what it asked for. Why there is nothing, is in the log. */
export interface BridgeReply {
	status: number;
	answer?: ResumeAnswer;
}

/** What was signed, checked to be a request (nodes/shared/bridgeResume.ts). */
export interface WantedResume {
	requestId: string;
	callUuid: string;
	callId: string;
	/** The agent is certainly lost; it is not worth waiting for a goodbye. */
	isBroken: boolean;
	/** From the arrival of the request to the answer, in milliseconds. */
	budgetMs: number;
}

/** Whose webhook is asked. */
export interface ResumeHost {
	bridge: BridgeAccount;
	/** Of the webhook: the same request to another one is another request. */
	webhookUrl: string;
	/** When the request arrived, in epoch milliseconds. */
	arrivedAt: number;
	/**
	 * The calls of Ultravox's that belong to the call of Plivo's, as far as its list has them.
	 * @param timeout milliseconds
	 */
	findCalls(wanted: WantedResume, timeout: number): Promise<IDataObject[]>;
	/** Whether a call that was read by its id is one of them. */
	isOwn(call: IDataObject, wanted: WantedResume): boolean;
	/** What the call that goes on has beside what every one has: such as `callbacks`. */
	settings?: () => Promise<IDataObject>;
}

/** Replies given or being prepared, oldest first: a repeated request gets the same one, and never makes a second call. */
const replies = new Map<string, { at: number; reply: Promise<BridgeReply> }>();

/**
 * Answers the bridge's request for a call that goes on with the conversation of a lost one (nodes/shared/bridgeResume.ts). The call
 * is made only where Ultravox says that the lost one belongs to this call of Plivo's, and once for each request. Never throws.
 * @returns 200 with the new call; 404 for a call that is not to be found, 409 for one that the bridge does not relay, or a request that
 * was answered before, 410 when the agent had ended the conversation itself, 502 when Ultravox refuses, 504 when it is too slow
 */
export async function replyToResume(
	context: IWebhookFunctions,
	wanted: WantedResume,
	host: ResumeHost,
): Promise<BridgeReply> {
	const { webhookUrl, arrivedAt } = host;
	const deadline = arrivedAt + wanted.budgetMs;
	const key = [webhookUrl, wanted.requestId, wanted.callUuid, wanted.callId].join(' ');
	let known = replies.get(key);
	if (!known) {
		forgetOld(arrivedAt);
		const reply = resume(context, wanted, host, deadline).catch((error: unknown) => {
			context.logger.warn(`'${context.getNode().name}' could not resume a call`, { error });
			return { status: 502 };
		});
		known = { at: arrivedAt, reply };
		replies.set(key, known);
	}
	const reply = await within(known.reply, deadline - Date.now());
	return reply === TIMED_OUT ? { status: 504 } : reply;
}

function forgetOld(now: number): void {
	for (const [key, { at }] of replies) {
		if (replies.size < MOST_REMEMBERED && now - at < REMEMBERED_MS) return;
		replies.delete(key);
	}
}

/** What the bridge asks for; null for what is no such request. */
export function readResumeRequest(body: IDataObject): WantedResume | null {
	const { version, requestId, callUuid, callId, loss, answerWithinMs } = body;
	if (version !== 1 || typeof requestId !== 'string' || !/^[\w.:-]{1,200}$/.test(requestId)) {
		return null;
	}
	if (typeof callUuid !== 'string' || !isUuid(callUuid)) return null;
	if (typeof callId !== 'string' || !isUuid(callId)) return null;
	const budgetMs =
		typeof answerWithinMs === 'number' ? Math.min(BUDGET_MS, answerWithinMs - WAY_MS) : BUDGET_MS;
	return { requestId, callUuid, callId, isBroken: loss === 'broken', budgetMs };
}

async function resume(
	context: IWebhookFunctions,
	wanted: WantedResume,
	host: ResumeHost,
	deadline: number,
): Promise<BridgeReply> {
	const { requestId, callUuid, callId, isBroken } = wanted;
	const timeLeft = () => deadline - Date.now();
	const [calls, settings] = await Promise.all([
		host.findCalls(wanted, Math.max(LEAST_MS, timeLeft())),
		host.settings?.(),
	]);
	const lost =
		calls.find((call) => call.callId === callId) ??
		(await unlistedCall(context, wanted, host, timeLeft()));
	if (!lost) return { status: 404 };
	if (!isRelayed(lost)) return { status: 409 };
	const earlier = calls.find(
		(call) => metadataValue(call, RESUME_REQUEST_METADATA_KEY) === requestId,
	);
	if (earlier) return told(context, host.bridge, callUuid, earlier);
	if (GOODBYE.has(lost.endReason)) return { status: 410 };
	if (timeLeft() < LEAST_MS) return { status: 504 };
	const resumed = resumeAgentCall(context, lost, { callUuid, requestId, settings }, timeLeft());
	resumed.catch(() => undefined);
	// The call that was made in vain is never joined, and soon ends by itself.
	const patience = timeLeft() - RESERVE_MS;
	if (!lost.endReason) {
		const goodbye = saidGoodbye(context, callId, patience);
		// While the call is being made, it costs nothing to look; beyond that only what is unclear is worth the caller's waiting.
		const isOver = isBroken ? Promise.race([goodbye, resumed.then(() => false)]) : goodbye;
		if (await isOver) return { status: 410 };
	}
	const call = await resumed;
	context.logger.info(`'${context.getNode().name}' resumed a call`, {
		callUuid,
		callId: call.callId,
	});
	return sealed(host.bridge, { callUuid, callId: call.callId, joinUrl: call.joinUrl });
}

/**
 * A call that the list by metadata does not have: it may be behind, or have more of them than one page. The call itself says whose it is.
 * @param patience milliseconds
 */
async function unlistedCall(
	context: IWebhookFunctions,
	wanted: WantedResume,
	host: ResumeHost,
	patience: number,
): Promise<IDataObject | undefined> {
	if (patience < LEAST_MS) return undefined;
	const { callId } = wanted;
	const call = await getUltravoxCall(context, callId, patience).catch((error: Error) => error);
	if (!(call instanceof Error)) return host.isOwn(call, wanted) ? call : undefined;
	if (statusOf(call) === 404) return undefined;
	throw call;
}

/**
 * Whether the agent ended the conversation itself: its socket may close in a way that does not tell, and Ultravox writes the reason
 * down a moment later. Any reason ends the wait.
 * @param patience milliseconds
 */
async function saidGoodbye(
	context: IWebhookFunctions,
	callId: string,
	patience: number,
): Promise<boolean> {
	const lost = await within(
		getEndedUltravoxCall(context, callId, patience).catch(() => null),
		patience,
	);
	return lost !== TIMED_OUT && lost !== null && GOODBYE.has(lost.endReason);
}

/** The call that another process made for this very request, unless it has been joined or is over. */
function told(
	context: IWebhookFunctions,
	bridge: BridgeAccount,
	callUuid: string,
	earlier: IDataObject,
): BridgeReply {
	if (earlier.joined || earlier.ended) return { status: 409 };
	const { callId, joinUrl } = joinableCall(context, earlier, 'bridge');
	return sealed(bridge, { callUuid, callId, joinUrl });
}

const sealed = (
	{ sharedSecret }: BridgeAccount,
	claims: Parameters<typeof sealResume>[0],
): BridgeReply => ({ status: 200, answer: sealResume(claims, sharedSecret) });

import { sleep } from 'n8n-workflow';
import type { CallState } from '../../shared/callResult/callState';
import { callState, ultravoxCalls } from '../../shared/callResult/callState';
import { hangUpAgent } from '../../shared/callResult/hangUpAgent';
import { orNull } from '../../shared/callResult/plivoLeg';
import { lastOf } from '../../shared/conversationCalls';
import type { PlacedCall } from '../../shared/placedCall';
import { openCallsBetween } from '../../shared/plivoOpenCalls';
import { plivoRequest } from '../../shared/plivoRequest';
import type { ItemContext } from '../../shared/refusal';
import { refusal } from '../../shared/refusal';

/** How long (ms) the agent may take for its last sentence before the phone is hung up all the same. */
const SENTENCE_MS = 20_000;
/** How long (ms) the providers may take to confirm the end. */
const CONFIRM_MS = 12_000;
const ASK_AGAIN_MS = 400;

/** What is known after the end. */
export interface EndedCall {
	/** Plivo's id; null when nobody knows it. */
	callUuid: string | null;
	/** The agent had been connected. */
	wasJoined: boolean;
}

/**
 * Ends a call on both sides, and says so only once both providers confirm it.
 * @param message what the agent says before; '' ends the call at once
 * @throws NodeApiError when the call is over already, or its end is not confirmed
 */
export async function hangUpCall(
	item: ItemContext,
	placed: PlacedCall,
	message: string,
): Promise<EndedCall> {
	const before = await stateOf(item, placed);
	if (before.isOver)
		throw refusal(item, 'The call is over already', "'Get Result' shows how it went");
	const last = lastOf(before.calls);
	const isTalking = Boolean(last?.joined) && !last?.ended;
	if (isTalking) await hangUpAgent(item.context, String(last?.callId), message);
	if (isTalking && message !== '') await ended(item, placed, SENTENCE_MS, isAgentGone);
	const callUuid = await hangUpPhone(item, placed);
	const confirmed = await ended(item, { ...placed, callUuid }, CONFIRM_MS, ({ isOver }) => isOver);
	if (confirmed) return { callUuid, wasJoined: Boolean(last?.joined) };
	throw refusal(
		item,
		'The providers do not confirm that the call has ended',
		"It may end in a moment, or go on: look with 'Get Result', then hang up again",
	);
}

async function stateOf({ context }: ItemContext, placed: PlacedCall): Promise<CallState> {
	return await callState(context, placed, await ultravoxCalls(context, [placed]));
}

const isAgentGone = ({ calls }: CallState) => calls.every((call) => Boolean(call.ended));

async function ended(
	item: ItemContext,
	placed: PlacedCall,
	patience: number,
	isSo: (state: CallState) => boolean,
): Promise<boolean> {
	const deadline = Date.now() + patience;
	for (;;) {
		if (isSo(await stateOf(item, placed))) return true;
		if (Date.now() + ASK_AGAIN_MS > deadline) return false;
		await sleep(ASK_AGAIN_MS);
	}
}

/** Plivo's ids of the open calls that can be this one, waiting or up. */
async function openLegs(
	{ context }: ItemContext,
	{ callUuid, to, from }: PlacedCall,
	status: 'live' | 'queued',
): Promise<string[]> {
	if (callUuid !== null) return [callUuid];
	return await openCallsBetween(context, { to, from }, status);
}

/**
 * Ends the phone's side: a call that waits for its turn is taken back, one that rings or is up is hung up (plivo.md §5.3).
 * @returns Plivo's id of the call; null when it has no such call any more
 */
async function hangUpPhone(item: ItemContext, placed: PlacedCall): Promise<string | null> {
	const ways = [
		{ status: 'live' as const, path: (id: string) => `/Call/${id}/` },
		{ status: 'queued' as const, path: (id: string) => `/Request/${id}/` },
	];
	for (const { status, path } of ways) {
		const legs = await openLegs(item, placed, status);
		const [leg] = legs;
		if (legs.length > 1) {
			throw refusal(
				item,
				`${legs.length} calls to ${placed.to} are open, and Plivo does not tell which is this one`,
				"Hang up with Plivo Voice > Call > Hang Up, which takes Plivo's ID of the call",
			);
		}
		if (leg !== undefined && (await isDeleted(item, path(leg)))) return leg;
	}
	return placed.callUuid;
}

async function isDeleted({ context }: ItemContext, path: string): Promise<boolean> {
	const deleting = plivoRequest(context, {
		method: 'DELETE',
		path,
		mustBeThere: true,
		repeat: 'safe',
	});
	return (await orNull(deleting)) !== null;
}

import type { IDataObject } from 'n8n-workflow';
import { askedForHuman } from '../callTools/collected';
import type { RequestContext } from '../providerFailure';
import { getUltravoxMessages } from '../ultravoxCalls';
import type { CallState } from './callState';
import { markedMachine } from './machineMark';
import { plivoLeg, wasHandedOver } from './plivoLeg';

/** All that the providers tell of a call, for its result. */
export interface CallFacts extends CallState {
	/** Of all calls of the conversation, in order; undefined when Ultravox could not be asked. */
	messages: IDataObject[] | undefined;
	/** Plivo's id; null when nobody knows it. */
	callUuid: string | null;
	/** A machine picked up. Told by Plivo, or, through the bridge, concluded: see `isMessageLeft`. */
	isMachine: boolean;
	/** A human to whom the caller was handed has answered. */
	isTransferred: boolean;
}

/** What went wrong while the rest was asked for: a result without it is better than none. */
async function orNothing<T>(
	context: RequestContext,
	what: string,
	asking: Promise<T>,
): Promise<T | undefined> {
	return await asking.catch((error: unknown) => {
		context.logger.warn(`The result of a call is given without ${what}`, { error });
		return undefined;
	});
}

/**
 * Whether the bridge has left the message: it answers a machine without connecting the agent, so that the phone was answered, and
 * nobody joined. Concluded, not told: Plivo's verdict reaches the bridge alone.
 */
function isMessageLeft({ placed, calls, leg }: CallState): boolean {
	const { audioPath, machine } = placed;
	if (audioPath !== 'bridge' || machine.choice !== 'leaveMessage') return false;
	const answered = leg?.record?.answer_time ?? leg?.hangup?.AnswerTime;
	return calls.every(({ joined }) => !joined) && typeof answered === 'string' && answered !== '';
}

async function messagesOf(
	context: RequestContext,
	calls: readonly IDataObject[],
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for (const { callId, joined } of calls) {
		if (joined) all.push(...(await getUltravoxMessages(context, String(callId))));
	}
	return all;
}

/** Gathers what is said about a call that is over. Never throws: what cannot be asked is missing in the result. */
export async function callFacts(
	context: RequestContext,
	state: CallState,
	taken?: ReadonlySet<string>,
): Promise<CallFacts> {
	const { placed, calls } = state;
	const messages = await orNothing(context, 'what was said', messagesOf(context, calls));
	const marked = markedMachine(messages ?? []);
	const named = placed.callUuid ?? (marked || null);
	const leg =
		state.leg?.state === 'unknown' && named !== null
			? ((await orNothing(
					context,
					"Plivo's side",
					plivoLeg(context, { ...placed, callUuid: named }, taken),
				)) ?? state.leg)
			: state.leg;
	const told = leg?.record?.call_uuid ?? leg?.hangup?.CallUUID;
	const callUuid = named ?? (typeof told === 'string' ? told : null);
	const handed = askedForHuman(messages ?? []);
	const isTransferred =
		handed && callUuid !== null
			? ((await orNothing(context, 'the handoff', wasHandedOver(context, callUuid))) ?? false)
			: false;
	const facts = { ...state, leg };
	return {
		...facts,
		messages,
		callUuid,
		isMachine: marked !== null || isMessageLeft(facts),
		isTransferred,
	};
}

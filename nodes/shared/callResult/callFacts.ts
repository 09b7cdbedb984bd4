import type { IDataObject } from 'n8n-workflow';
import { askedForHuman } from '../callTools/collected';
import { amount } from '../callContext';
import { voiceCode } from '../plivoCallRecord';
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
	/** A machine picked up: it is noted in the conversation, or Plivo's record shows that the message was said to the end. */
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

/** Plivo's code for a call whose document came to its end without hanging up (plivo.md §7.1). */
const END_OF_DOCUMENT = 4010;

/**
 * Whether the bridge has left the message. It answers a machine without connecting the agent, with the one document of ours that ends
 * without `<Hangup>`: Plivo's record has a code of its own for that. A person who hung up before the agent was there has another, and so
 * has a machine that hung up during the message: which of the two it was, nobody can tell.
 */
function isMessageLeft({ placed, calls, leg }: CallState): boolean {
	if (placed.audioPath !== 'bridge' || calls.some(({ joined }) => Boolean(joined))) return false;
	const { record, hangup } = leg ?? {};
	const code = record ? voiceCode(record) : amount(hangup?.HangupCauseCode);
	return code === END_OF_DOCUMENT;
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
					plivoLeg(context, { ...placed, callUuid: named }, { taken, calls }),
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

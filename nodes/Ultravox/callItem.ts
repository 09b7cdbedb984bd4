import type { IDataObject } from 'n8n-workflow';
import { CALL_UUID_METADATA_KEY } from '../shared/agentCall';
import type { CallContext } from '../shared/callContext';
import {
	callContextFromPlivo,
	callContextFromUltravox,
	mergeCallContext,
	party,
	text,
} from '../shared/callContext';
import type { OperationItem } from '../shared/operations/operation';
import { isObject } from '../shared/operations/values';

/** The media with a phone at the other end, which Ultravox can dial by itself (ultravox.md §3). */
const PHONE_MEDIA = ['plivo', 'twilio', 'telnyx', 'sip'];

const fields = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** Who calls whom, as far as the medium says it. */
function ends({ medium: given }: IDataObject): Partial<CallContext> {
	const medium = fields(given);
	if (fields(medium.sip).incoming) return { direction: 'inbound' };
	const provider = PHONE_MEDIA.find((name) => isObject(fields(medium[name]).outgoing));
	if (provider === undefined) return {};
	const { from, to } = fields(fields(medium[provider]).outgoing);
	return { direction: 'outbound', from: party(from), to: party(to) };
}

/**
 * Plivo's fields of a call that came in over `telephony_xml`. Whether they stand by themselves or under the provider's name is
 * UNCONFIRMED (ultravox.md §5.2).
 */
function plivoFacts({ requestContext }: IDataObject): Partial<CallContext> {
	const context = fields(requestContext);
	const { callUuid, direction, from, to } = callContextFromPlivo({
		...context,
		...fields(context.plivo),
	});
	return callUuid === null ? {} : { callUuid, direction, from, to };
}

/**
 * The context of a Call object of Ultravox's (ultravox.md §2.2): its own facts, and who calls whom where it says so.
 * @param messages all messages in order; the transcript is null when they are not given
 */
export const contextOf = (call: IDataObject, messages?: readonly IDataObject[]): CallContext =>
	mergeCallContext(
		plivoFacts(call),
		{ callUuid: text(fields(call.metadata)[CALL_UUID_METADATA_KEY]) },
		ends(call),
		callContextFromUltravox(call, messages),
	);

/** A call: its context, and Ultravox's own fields. */
export const callItem = (call: IDataObject, messages?: readonly IDataObject[]): IDataObject => ({
	call: contextOf(call, messages),
	ultravox: call,
});

/** What an operation did with a call of which only the id is known. */
export const callIdItem = (callId: string, done: IDataObject = {}): OperationItem => ({
	json: { call: mergeCallContext({ callId }), ...done },
});

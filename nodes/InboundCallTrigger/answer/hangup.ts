import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { CallContext, CallOutcome } from '../../shared/callContext';
import { callContextFromPlivo, callOutcome, mergeCallContext } from '../../shared/callContext';
import { wasHandedOver } from '../../shared/callResult/plivoLeg';
import type { CallData } from '../../shared/callTools/callData';
import { takeCallData } from '../../shared/callTools/callData';
import { askedForHuman } from '../../shared/callTools/collected';
import { agentIdOf } from '../../shared/callTools/returnToAgent';
import { lastOf } from '../../shared/conversationCalls';
import { conversationFacts } from '../../shared/conversationFacts';
import { within } from '../../shared/deadline';
import { isRelayed } from '../../shared/resumedCall';
import { stripSecrets } from '../../shared/secrets';
import type { CallNote } from './callNotes';
import { nextChange } from './callNotes';
import type { ArrivedRequest } from './plivoEvent';
import { callUuidOf, field } from './plivoEvent';
import { isReported, lastHeardOf, lastReport } from './relayNotes';
import type { UltravoxSide } from './ultravoxSide';
import { ultravoxSide } from './ultravoxSide';

/** How long (ms) the bridge's report or the recording of a voicemail is waited for. */
const LATE_NEWS_MS = 6_000;
/**
 * The same (ms) while the bridge goes on telling: its events come in order, the report last, and a busy n8n takes its time for each. (A
 * bridge tells only what is wanted, and of most calls the report alone; one of an older version tells everything.)
 */
const LATEST_NEWS_MS = 30_000;

/** The item of *Ended*: Plivo's hang-up, what Ultravox knows of the conversation, what the bridge saw. */
export async function endedItem(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	note: CallNote,
): Promise<IDataObject> {
	const callUuid = callUuidOf(arrived);
	const hungUpAt = Date.now();
	const ultravox = await ultravoxSide(context, callUuid, note);
	// Answered by another process, only Ultravox knows that the call was relayed.
	const [first] = ultravox.calls;
	if (first?.joined && isRelayed(first)) note.relayed = true;
	await waitForLateNews(note, first?.callId, hungUpAt);
	const call = mergeCallContext(
		bridgeTranscript(note),
		...conversationFacts(ultravox.calls, ultravox.messages),
		{ callUuid },
		callContextFromPlivo(arrived.fields),
		voicemailFacts(note),
	);
	note.transferred ||= await handedOverElsewhere(context, note, { ultravox, callUuid });
	call.outcome = endedOutcome(note, call, field(arrived.fields, 'CallStatus'));
	const { collected, delivery } = await callData(context, note, { ultravox, call });
	call.collected = collected;
	return {
		call: call as unknown as IDataObject,
		plivo: stripSecrets({ ...arrived.fields }) as IDataObject,
		ultravox: stripSecrets(lastOf(ultravox.calls) ?? null),
		callIds: ultravox.calls.map(({ callId }) => String(callId)),
		bridge: stripSecrets(lastReport(note)?.data ?? null) as IDataObject | null,
		voicemail: stripSecrets(note.voicemail),
		dataDelivery: delivery as IDataObject | null,
		steps: stripSecrets(note.given.map(({ by, attempts }) => ({ by, attempts }))),
	};
}

/**
 * Whether a human took a caller whom the agent gave away, where other processes answered Plivo: its record of the human's leg says so.
 */
async function handedOverElsewhere(
	context: IWebhookFunctions,
	note: CallNote,
	{ ultravox, callUuid }: { ultravox: UltravoxSide; callUuid: string },
): Promise<boolean> {
	if (note.handoffs.size > 0 || !askedForHuman(ultravox.messages ?? [])) return false;
	return await wasHandedOver(context, callUuid).catch((error: unknown) => {
		context.logger.warn('Plivo could not be asked whether a human took the caller', { error });
		return false;
	});
}

/** What was collected: delivered once, also where a late voicemail gives the call a second item. */
async function callData(
	context: IWebhookFunctions,
	note: CallNote,
	{ ultravox, call }: { ultravox: UltravoxSide; call: CallContext },
): Promise<CallData> {
	const [first] = ultravox.calls;
	const duties = first === undefined ? undefined : note.duties.get(agentIdOf(first));
	return await (note.data ??= takeCallData(context, ultravox, call, duties));
}

/** The outcome, where what this process told Plivo says more than the providers do. */
function endedOutcome(note: CallNote, call: CallContext, hangupStatus: string): CallOutcome | null {
	const last = note.given[note.given.length - 1];
	if (note.voicemail !== null) return 'voicemail';
	if (note.transferred) return 'transferred';
	// Another process answered, and nobody was heard: what became of the caller is not known here.
	if (last === undefined && call.endReason === null) return null;
	if (last !== undefined && last.attempts.length > 0 && last.by !== 'agent') return 'failed';
	const bridgeReason = lastReason(note);
	return callOutcome({
		hangupCause: call.hangupCause,
		hangupStatus,
		endReason: call.endReason,
		bridgeReason: typeof bridgeReason === 'string' ? bridgeReason : null,
	});
}

function lastReason(note: CallNote): unknown {
	return (lastReport(note)?.data.report as { reason?: unknown } | undefined)?.reason;
}

/**
 * Waits for what else will be told about the call, as long as it can be hoped for.
 * @param callId Ultravox's id of the call that the bridge's last stream began with; undefined when it is not known
 * @param hungUpAt epoch milliseconds
 */
async function waitForLateNews(note: CallNote, callId: unknown, hungUpAt: number): Promise<void> {
	const isTold = () =>
		typeof callId === 'string' ? isReported(note, callId) : lastReport(note) !== null;
	const complete = () =>
		(!note.relayed || isTold()) && (!note.expectsVoicemail || note.voicemail !== null);
	while (!complete()) {
		const until = Math.min(
			hungUpAt + LATEST_NEWS_MS,
			Math.max(hungUpAt, lastHeardOf(note)) + LATE_NEWS_MS,
		);
		if (Date.now() >= until) return;
		await within(nextChange(note), until - Date.now());
	}
}

function voicemailFacts(note: CallNote): Partial<CallContext> {
	const url = note.voicemail?.RecordUrl;
	return typeof url === 'string' ? { recordingUrl: url } : {};
}

/** When Ultravox cannot be asked, what the bridge heard still stands. */
function bridgeTranscript(note: CallNote): Partial<CallContext> {
	const lines = lastReport(note)?.data.transcript;
	if (!Array.isArray(lines)) return {};
	return {
		transcript: (lines as IDataObject[]).map((line) => ({
			role: line.role === 'agent' ? 'agent' : 'user',
			text: String(line.text ?? ''),
		})),
	};
}

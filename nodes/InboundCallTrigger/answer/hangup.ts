import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { CallContext, CallOutcome } from '../../shared/callContext';
import {
	callContextFromPlivo,
	callContextFromUltravox,
	callOutcome,
	mergeCallContext,
} from '../../shared/callContext';
import { stripSecrets } from '../../shared/secrets';
import {
	findCallsOfPlivoCall,
	getEndedUltravoxCall,
	getUltravoxMessages,
} from '../../shared/ultravoxCalls';
import type { CallNote } from './callNotes';
import { nextChange } from './callNotes';
import type { ArrivedRequest } from './plivoEvent';
import { callUuidOf, field } from './plivoEvent';

/** How long (ms) Ultravox may take to write down the end of its call. Plivo has its answer already. */
const ULTRAVOX_END_MS = 5_000;
/** How long (ms) the bridge's report or the recording of a voicemail is waited for. */
const LATE_NEWS_MS = 6_000;

/** The item of *Ended*: Plivo's hang-up, what Ultravox knows of the conversation, what the bridge saw. */
export async function endedItem(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	note: CallNote,
): Promise<IDataObject> {
	const callUuid = callUuidOf(arrived);
	const patience = sleep(LATE_NEWS_MS);
	const ultravox = await ultravoxSide(context, callUuid, note);
	// Answered by another process, only Ultravox knows that the call was relayed.
	const medium = ultravox.call?.medium as IDataObject | undefined;
	if (medium?.serverWebSocket !== undefined && ultravox.call?.joined) note.relayed = true;
	await waitForLateNews(note, patience);
	const call = mergeCallContext(
		bridgeTranscript(note),
		ultravox.call === null ? {} : callContextFromUltravox(ultravox.call, ultravox.messages),
		{ callUuid },
		callContextFromPlivo(arrived.fields),
		voicemailFacts(note),
	);
	call.outcome = endedOutcome(note, call, field(arrived.fields, 'CallStatus'));
	return {
		call: call as unknown as IDataObject,
		plivo: stripSecrets({ ...arrived.fields }) as IDataObject,
		ultravox: stripSecrets(ultravox.call),
		bridge: stripSecrets(note.bridgeEnded?.data ?? null) as IDataObject | null,
		voicemail: stripSecrets(note.voicemail),
		steps: stripSecrets(note.given.map(({ by, attempts }) => ({ by, attempts }))),
	};
}

/** The outcome, where what this process told Plivo says more than the providers do. */
function endedOutcome(note: CallNote, call: CallContext, hangupStatus: string): CallOutcome | null {
	const last = note.given[note.given.length - 1];
	if (note.voicemail !== null) return 'voicemail';
	if (note.transferred) return 'transferred';
	// Another process answered, and nobody was heard: what became of the caller is not known here.
	if (last === undefined && call.endReason === null) return null;
	if (last !== undefined && last.attempts.length > 0 && last.by !== 'agent') return 'failed';
	return callOutcome({ hangupCause: call.hangupCause, hangupStatus, endReason: call.endReason });
}

async function waitForLateNews(note: CallNote, patience: Promise<void>): Promise<void> {
	const complete = () =>
		(!note.relayed || note.bridgeEnded !== null) &&
		(!note.expectsVoicemail || note.voicemail !== null);
	let timeIsUp = false;
	const timeUp = patience.then(() => {
		timeIsUp = true;
	});
	while (!complete() && !timeIsUp) await Promise.race([nextChange(note), timeUp]);
}

/** The Ultravox call that was talked in (else the latest), once it has its end reason, with its messages. */
async function ultravoxSide(
	context: IWebhookFunctions,
	callUuid: string,
	note: CallNote,
): Promise<{ call: IDataObject | null; messages?: IDataObject[] }> {
	const call = await askUltravox(context, 'how the call went', async () => {
		const known = [...note.given].reverse().find(({ callId }) => callId !== null)?.callId ?? null;
		const own = known === null ? null : await getEndedUltravoxCall(context, known, ULTRAVOX_END_MS);
		if (own?.joined) return own;
		// Another process answered, or the last agent never joined: an earlier one may have talked.
		const calls = await findCallsOfPlivoCall(context, callUuid);
		const talked = calls.find((candidate) => candidate.joined);
		if (!talked) return own ?? calls[0] ?? null;
		return await getEndedUltravoxCall(context, String(talked.callId), ULTRAVOX_END_MS);
	});
	if (!call?.joined) return { call, messages: [] };
	const messages = await askUltravox(context, 'what was said', async () =>
		getUltravoxMessages(context, String(call.callId)),
	);
	return { call, ...(messages === null ? {} : { messages }) };
}

async function askUltravox<T>(
	context: IWebhookFunctions,
	what: string,
	ask: () => Promise<T>,
): Promise<T | null> {
	try {
		return await ask();
	} catch (error) {
		context.logger.warn(`Ultravox could not be asked ${what}`, { error });
		return null;
	}
}

function voicemailFacts(note: CallNote): Partial<CallContext> {
	const url = note.voicemail?.RecordUrl;
	return typeof url === 'string' ? { recordingUrl: url } : {};
}

/** When Ultravox cannot be asked, what the bridge heard still stands. */
function bridgeTranscript(note: CallNote): Partial<CallContext> {
	const lines = note.bridgeEnded?.data.transcript;
	if (!Array.isArray(lines)) return {};
	return {
		transcript: (lines as IDataObject[]).map((line) => ({
			role: line.role === 'agent' ? 'agent' : 'user',
			text: String(line.text ?? ''),
		})),
	};
}

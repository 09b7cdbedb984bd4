import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { conversationOf, lastOf } from '../../shared/conversationCalls';
import {
	findCallsOfPlivoCall,
	getEndedUltravoxCall,
	getUltravoxMessages,
} from '../../shared/ultravoxCalls';
import type { CallNote } from './callNotes';

/** How long (ms) Ultravox may take to write down the end of its call. Plivo has its answer already. */
const ULTRAVOX_END_MS = 5_000;

/** What Ultravox knows of a conversation. */
export interface UltravoxSide {
	/** Its calls, first to last: several when a lost agent was replaced, none when nothing is known. */
	calls: IDataObject[];
	/** All messages of all these calls, in order; not given when one of them could not be asked. */
	messages?: IDataObject[];
}

/** The conversation that was talked in (else the latest attempt), once its last call has an end reason. Never throws. */
export async function ultravoxSide(
	context: IWebhookFunctions,
	callUuid: string,
	note: CallNote,
): Promise<UltravoxSide> {
	const calls =
		(await askUltravox(context, 'how the call went', async () =>
			conversation(context, callUuid, note),
		)) ?? [];
	const last = lastOf(calls);
	if (!last?.joined) return { calls, messages: [] };
	const messages = await askUltravox(context, 'what was said', async () => {
		const all: IDataObject[] = [];
		for (const { callId } of calls) {
			all.push(...(await getUltravoxMessages(context, String(callId))));
		}
		return all;
	});
	return { calls, ...(messages === null ? {} : { messages }) };
}

async function conversation(
	context: IWebhookFunctions,
	callUuid: string,
	note: CallNote,
): Promise<IDataObject[]> {
	const known = [...note.given].reverse().find(({ callId }) => callId !== null)?.callId ?? null;
	const ended = async (callId: string) =>
		await getEndedUltravoxCall(context, callId, ULTRAVOX_END_MS);
	const own = known === null || note.relayed ? null : await ended(known);
	if (own?.joined && !mayGoOn(note)) return [own];
	// Relayed, answered by another process, or the last agent never joined: an earlier one may have talked.
	const all = await findCallsOfPlivoCall(context, callUuid).catch(async (error: unknown) =>
		known === null ? await Promise.reject(error) : [await ended(known)],
	);
	const talked =
		all.find(({ callId, joined }) => joined && callId === known) ??
		all.find(({ joined }) => joined);
	if (!talked) {
		const latest = own ?? all.find(({ callId }) => callId === known) ?? all[0];
		return latest ? [latest] : [];
	}
	const calls = conversationOf(all, String(talked.callId));
	const last = lastOf(calls) ?? talked;
	// What the list says of it still stands when it cannot be asked again.
	return [...calls.slice(0, -1), await ended(String(last.callId)).catch(() => last)];
}

/** Whether the caller can have been on the way to a human, and back with an agent in another call: maybe by another process. */
const mayGoOn = ({ handoffs, duties }: CallNote): boolean =>
	handoffs.size > 0 || [...duties.values()].some(({ handoffNumber }) => handoffNumber !== null);

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

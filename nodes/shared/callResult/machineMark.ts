import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { pathSegment } from '../pathSegment';
import type { RequestContext } from '../providerFailure';
import { statusOf } from '../providerStatus';
import { ultravoxRequest } from '../ultravoxRequest';

/** How a text begins that says so in the conversation itself: a waiting node can remember nothing else. */
const MARK = '[An answering machine picked up';
/** Ultravox's own tool for the same (ultravox.md §7.1). */
const VOICEMAIL_TOOL = 'leaveVoicemail';

/** A call that is not joined yet refuses messages (ultravox.md §1.2): it is about to be. */
const ATTEMPTS = 4;
const PAUSE_MS = 500;

/** What the agent reads. Plivo's id of the call is in it, so that its record is found again. */
export const machineMark = (callUuid: string): string =>
	`${MARK}: Plivo call ${callUuid}. Do not speak: the phone system leaves a message.]`;

/** Plivo's id of the call that a mark names; null when no machine was marked. '' for the mark of Ultravox's own tool. */
export function markedMachine(messages: readonly IDataObject[]): string | null {
	for (const { role, text, toolName } of messages) {
		if (toolName === VOICEMAIL_TOOL) return '';
		if (role !== 'MESSAGE_ROLE_USER' || typeof text !== 'string') continue;
		const marked = text.includes(MARK);
		if (marked) return /Plivo call ([0-9a-f-]{36})/i.exec(text)?.[1] ?? '';
	}
	return null;
}

/**
 * Notes in the conversation that a machine picked up, as context that the agent does not answer (`urgency: later`,
 * ultravox.md §8.5).
 * @throws NodeApiError when Ultravox does not take it
 */
export async function markMachine(
	context: RequestContext,
	callId: string,
	callUuid: string,
): Promise<void> {
	const body = { type: 'user_text_message', text: machineMark(callUuid), urgency: 'later' };
	const send = async () =>
		await ultravoxRequest(context, {
			method: 'POST',
			path: `/api/calls/${pathSegment(callId)}/send_data_message`,
			body,
			timeout: 3_000,
		});
	for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
		const sent = await send().then(
			() => true,
			async (error: unknown) => (statusOf(error) === 422 ? false : await Promise.reject(error)),
		);
		if (sent) return;
		await sleep(PAUSE_MS);
	}
	await send();
}

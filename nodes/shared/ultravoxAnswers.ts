import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from './operations/operation';
import { readProviderError } from './providerError';
import type { ItemContext } from './refusal';
import { refusal } from './refusal';

/**
 * By which field an answer shows that it is what was asked for, by the path below `/api`: required fields of the vendor's
 * document. Paths that are not here are lists, or are looked at where they are asked.
 */
const SHOWN_BY: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\/accounts\/me$/, 'accountId'],
	[/^\/accounts\/me\/billing$/, 'billingEmail'],
	[/^\/accounts\/me\/billing\/usage$/, 'dailyUsage'],
	[/^\/accounts\/me\/usage\/calls$/, 'allTime'],
	[/^\/accounts\/me\/usage\/concurrency$/, 'timeSeries'],
	[/^\/agents\/(?!usage$)[^/]+$/, 'agentId'],
	[/^\/agents\/[^/]+\/scheduled_batches\/[^/]+$/, 'batchId'],
	[/^\/call_throttles(?:\/[^/]+)?$/, 'throttleId'],
	[/^\/(?:deleted_)?calls\/[^/]+$/, 'callId'],
	[/^\/calls\/[^/]+\/stages\/[^/]+$/, 'callStageId'],
	[/^\/corpora(?:\/[^/]+)?$/, 'corpusId'],
	[/^\/corpora\/[^/]+\/sources(?:\/[^/]+)?$/, 'sourceId'],
	[/^\/corpora\/[^/]+\/sources\/[^/]+\/documents\/[^/]+$/, 'documentId'],
	[/^\/sip$/, 'domain'],
	[/^\/sip\/registrations(?:\/[^/]+)?$/, 'registrationId'],
	[/^\/telephony_configs\/plivo$/, 'authId'],
	[/^\/telephony_configs\/(?:telnyx|twilio)$/, 'accountSid'],
	[/^\/tools(?:\/[^/]+)?$/, 'toolId'],
	[/^\/voices(?:\/[^/]+)?$/, 'voiceId'],
	[/^\/webhooks(?:\/[^/]+)?$/, 'webhookId'],
];

/** Where nothing comes back but a status: 204 (ultravox.md §1, §2.3). */
const isWithoutAnswer = (method: string, path: string) =>
	method === 'DELETE' || /^\/calls\/[^/]+\/send_data_message$/.test(path);

/** How many fields an answer has, or objects; 0 for an empty one. */
const sizeOf = (answer: unknown) =>
	typeof answer === 'object' && answer !== null ? Object.keys(answer).length : 0;

const LOOK = 'It may have been done all the same: look before you try again';

/**
 * The id, or another field without which an answer confirms nothing.
 * @throws NodeApiError that says so
 */
export function confirmed(
	item: ItemContext,
	answer: IDataObject | '',
	field: string,
	hint = LOOK,
): void {
	const value = answer === '' ? undefined : answer[field];
	if (value !== undefined && value !== null && value !== '') return;
	throw refusal(item, `Ultravox did not confirm it: its answer has no '${field}'`, hint);
}

/**
 * Looks whether an answer is what was asked for, wherever it is asked. An empty configuration is one that the account does not
 * have (ultravox.md §5.1).
 * @param secrets texts that no error may show
 * @throws NodeApiError for an answer that confirms nothing
 */
export function checkAnswer(
	item: ItemContext,
	{ method, path: whole }: Pick<ApiRequest, 'method' | 'path'>,
	answer: IDataObject | '',
	secrets: string[],
): void {
	const path = whole.replace(/^\/api/, '');
	if (isWithoutAnswer(method, path)) {
		if (sizeOf(answer) === 0) return;
		const { words } = readProviderError('Ultravox', { body: answer }, new Date(), secrets);
		throw refusal(item, `Ultravox did not confirm it, but answered: ${words}`, LOOK);
	}
	const isRead = method === 'GET';
	if (isRead && path.startsWith('/telephony_configs/') && sizeOf(answer) === 0) return;
	if (answer === '') throw refusal(item, 'Ultravox did not confirm it: its answer is empty', LOOK);
	const field = SHOWN_BY.find(([pattern]) => pattern.test(path))?.[1];
	if (field === undefined) return;
	if (!isRead) return confirmed(item, answer, field);
	// A field that is there may be empty, such as an address nobody has given.
	if (answer[field] !== undefined) return;
	throw refusal(
		item,
		`Ultravox did not answer with what was asked for: there is no '${field}' in it`,
		'Check the base URL in the credential',
	);
}

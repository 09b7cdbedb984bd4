import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { fallbackAnswerUrl } from '../answer/fallback';
import type { ApplicationFields } from '../../shared/plivoApplication';
import { getApplication } from '../../shared/plivoApplication';
import type { ChosenApplication } from './chosenApplication';
import type { Former } from './formerApplication';
import { LADDER, PHONE_NUMBERS } from './inputs';
import { attempt } from './refusal';
import type { Memory, Party } from './remember';
import { isSameMemory } from './remember';
import { answerUrl, fallbackUrl, hangupUrl, withoutQuery } from './urls';

/** The party behind the answer URL of an Application, or null when it has none or it is one of ours. */
function partyOf(fields: ApplicationFields | null, isOurs: (url: string) => boolean): Party | null {
	if (fields === null || fields.answer_url === '' || isOurs(fields.answer_url)) return null;
	return { url: fields.answer_url, method: fields.answer_method };
}

/** A bridge's fallback with its sealed token is no party that answered before. */
const BRIDGE_FALLBACK = /\/fallback\/[A-Za-z0-9_-]{30,}$/;

/** The party that an Application of this trigger still names, when n8n has forgotten who answered before. */
function partyNamedBy({ choice: { current }, remembered, isOurs }: Before): Party | null {
	if (remembered !== undefined || current === null) return null;
	const { answer_url, hangup_url, fallback_answer_url: url, fallback_method: method } = current;
	const ours = isOurs(answer_url) || isOurs(hangup_url);
	if (!ours || url === '' || isOurs(url) || BRIDGE_FALLBACK.test(withoutQuery(url))) return null;
	return { url, method };
}

/** What the numbers, and the Application they are linked to, were before this trigger. */
export interface Before {
	choice: ChosenApplication;
	former: Former | null;
	/** By number, id of what it led to. */
	numbers: Memory['numbers'];
	remembered: Memory | undefined;
	isOurs(url: string): boolean;
}

function isUnchanged({ choice, numbers, remembered }: Before): boolean {
	if (remembered === undefined || choice.current === null) return false;
	const application = {
		...remembered.application,
		id: choice.current.app_id,
		before: choice.before,
	};
	return isSameMemory({ ...remembered, application, numbers }, remembered);
}

/** Fields of Applications that need not be asked for, by id: as they were before this trigger. */
function knownFields({
	choice,
	former,
	remembered,
}: Before): Map<string, ApplicationFields | null> {
	const known = new Map<string, ApplicationFields | null>();
	if (former !== null) {
		const before = remembered?.application.before ?? null;
		known.set(former.id, former.held ? before : former.current);
	}
	if (choice.current !== null) known.set(choice.current.app_id, choice.before);
	return known;
}

/**
 * The one party that answered before, by all numbers and by the chosen Application: it still answers while n8n is down,
 * and between an unpublish and the moment the numbers are back. Null when there was none, or more than one. Asks Plivo
 * only when something about it can have changed.
 */
export async function partyBefore(context: IHookFunctions, before: Before): Promise<Party | null> {
	if (isUnchanged(before)) return before.remembered?.party ?? null;
	const known = knownFields(before);
	const parties = new Map<string, Party>();
	// The Application may have more numbers than the chosen ones.
	for (const id of new Set([...Object.values(before.numbers), before.choice.current?.app_id])) {
		if (!id) continue;
		const fields = known.has(id)
			? (known.get(id) ?? null)
			: await attempt(
					context,
					{ doing: 'Reading what the numbers were linked to before', input: PHONE_NUMBERS },
					async () => await getApplication(context, id),
				);
		const party = partyOf(fields, before.isOurs);
		if (party !== null) parties.set(`${party.method} ${party.url}`, party);
	}
	if (parties.size === 0) return partyNamedBy(before);
	const [only] = parties.values();
	return only !== undefined && parties.size === 1 ? only : null;
}

/** The bridge's fallback, or null. @throws NodeOperationError when its steps cannot be put into a URL */
async function bridgeFallback(context: IHookFunctions): Promise<string | null> {
	try {
		return await fallbackAnswerUrl(context);
	} catch (error) {
		throw new NodeOperationError(
			context.getNode(),
			`'${LADDER}': ${error instanceof Error ? error.message : String(error)}`,
			{ description: 'While n8n is down, the bridge answers with these steps' },
		);
	}
}

/**
 * The fields of the Application as publishing leaves them. What answers while n8n does not is the bridge, when the
 * trigger has one, else the party that answered before.
 */
export async function wantedFields(
	context: IHookFunctions,
	webhookUrl: string,
	party: Party | null,
): Promise<ApplicationFields> {
	const bridge = await bridgeFallback(context);
	return {
		answer_url: answerUrl(webhookUrl),
		answer_method: 'POST',
		hangup_url: hangupUrl(webhookUrl),
		hangup_method: 'POST',
		fallback_answer_url: fallbackUrl(bridge ?? party?.url ?? ''),
		fallback_method: bridge === null && party !== null ? party.method : 'POST',
	};
}

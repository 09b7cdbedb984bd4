import type { IExecuteFunctions } from 'n8n-workflow';
import { allApplications } from '../../shared/plivoApplication';
import { allNumbers } from '../../shared/plivoNumber';
import { UUID_PATTERN } from '../../shared/uuid';

/** The Plivo number whose calls go straight to an agent. */
export interface Connected {
	phoneNumber: string;
	/** Of the Plivo application between both. */
	applicationId: string;
}

/** Where a Plivo application hands calls to an agent; the host is not the same in all documents (ultravox.md §5.2). */
const ANSWER_URL = new RegExp(`/api/agents/(${UUID_PATTERN})/telephony_xml(?:[?#]|$)`);

/** The agent that an answer URL leads to, in lower case. */
export const agentBehind = (answerUrl: string): string | undefined =>
	ANSWER_URL.exec(answerUrl)?.[1]?.toLowerCase();

/**
 * Which agents have a number, read from Plivo alone: an application whose answer URL is the agent's, and a number that is linked to
 * it. Of several numbers, the first that Plivo lists.
 * @param agentIds in lower case; the numbers are asked for only where an application leads to one of them
 */
export async function connectionsOf(
	context: IExecuteFunctions,
	agentIds: readonly string[],
): Promise<Map<string, Connected>> {
	const found = new Map<string, Connected>();
	if (agentIds.length === 0) return found;
	const agentOf = new Map<string, string>();
	for (const { app_id, answer_url } of await allApplications(context)) {
		const agentId = agentBehind(answer_url);
		if (agentId !== undefined && agentIds.includes(agentId)) agentOf.set(app_id, agentId);
	}
	if (agentOf.size === 0) return found;
	for (const { e164, linkedTo } of await allNumbers(context)) {
		const agentId = linkedTo === null ? undefined : agentOf.get(linkedTo);
		if (linkedTo === null || agentId === undefined || found.has(agentId)) continue;
		found.set(agentId, { phoneNumber: e164, applicationId: linkedTo });
	}
	return found;
}

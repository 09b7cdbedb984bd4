import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/operations/values';
import { refusal } from '../../shared/refusal';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign } from './campaignBatches';

const PATH = '/api/call_throttles';
const MINUTE_SECONDS = 60;
/** Names have at most 64 characters (ultravox.md §6). */
const LONGEST_READABLE = 32;

/** The name of a campaign's throttle: readable in the console, and never the one of another campaign. */
export function throttleName({ agentId, id }: Campaign): string {
	const readable = id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
	const hash = createHash('sha256').update(`${agentId} ${id}`).digest('hex');
	return `n8n-${readable.slice(0, LONGEST_READABLE)}-${hash.slice(0, 12)}`;
}

/** Whether a throttle lets just so many calls begin within a minute. */
function lets({ rules }: IDataObject, callsPerMinute: number): boolean {
	if (!Array.isArray(rules) || rules.length !== 1) return false;
	const [rule] = rules as unknown[];
	return (
		isObject(rule) && rule.maxCalls === callsPerMinute && rule.windowSeconds === MINUTE_SECONDS
	);
}

const named = async (api: PhoneAgentApi, name: string) =>
	(await api.list({ path: PATH })).find((throttle) => throttle.name === name);

/**
 * Makes sure that a campaign has a call throttle, or changes the one it has (ultravox.md §6): all its batches share it, also those
 * that are open at the same time in several time zones.
 * @returns its name
 * @throws NodeApiError with the words of Ultravox
 */
export async function ensureThrottle(
	api: PhoneAgentApi,
	campaign: Campaign,
	callsPerMinute: number,
): Promise<string> {
	const name = throttleName(campaign);
	const body = { name, rules: [{ maxCalls: callsPerMinute, windowSeconds: MINUTE_SECONDS }] };
	const before = await named(api, name);
	if (before !== undefined && lets(before, callsPerMinute)) return name;
	const changed =
		before === undefined
			? await api.send({ method: 'POST', path: PATH, body })
			: await api.send({ method: 'PUT', path: `${PATH}/${String(before.throttleId)}`, body });
	if (lets(changed, callsPerMinute)) return name;
	throw refusal(
		api,
		'Ultravox did not confirm how fast the calls are made, so nothing was scheduled',
		'Look at the call throttles in the Ultravox node',
	);
}

import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/operations/values';
import { refusal } from '../../shared/refusal';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign } from './campaignBatches';
import { explainingPlan } from './explainingPlan';

const PATH = '/api/call_throttles';
const MINUTE_SECONDS = 60;
/** Within so many seconds Plivo dials what is made in them: two calls a second (plivo.md §1.3). */
const BURST_SECONDS = 5;
/** A little less than Plivo dials (plivo.md §1.3), and the most that a call throttle takes (ultravox.md §6). */
export const MOST_PER_MINUTE = 100;
/** Names have at most 64 characters (ultravox.md §6). */
const LONGEST_READABLE = 32;

/** The name of a campaign's throttle: readable in the console, and never the one of another campaign. */
export function throttleName({ agentId, id }: Campaign): string {
	const readable = id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
	const hash = createHash('sha256').update(`${agentId} ${id}`).digest('hex');
	return `n8n-${readable.slice(0, LONGEST_READABLE)}-${hash.slice(0, 12)}`;
}

interface ThrottleRule {
	maxCalls: number;
	windowSeconds: number;
}

/**
 * So many calls in any minute, and no more of them at once than Plivo dials before the agent of the last one has waited long: a minute's
 * calls may otherwise all be made in its first seconds, as fast as the plan allows, and wait in Plivo's queue.
 */
export const throttleRules = (callsPerMinute: number): ThrottleRule[] => [
	{
		maxCalls: Math.ceil((callsPerMinute * BURST_SECONDS) / MINUTE_SECONDS),
		windowSeconds: BURST_SECONDS,
	},
	{ maxCalls: callsPerMinute, windowSeconds: MINUTE_SECONDS },
];

/** Whether a throttle has just these rules, in whatever order. */
function lets({ rules }: IDataObject, callsPerMinute: number): boolean {
	const wanted = throttleRules(callsPerMinute);
	if (!Array.isArray(rules) || rules.length !== wanted.length) return false;
	const has = ({ maxCalls, windowSeconds }: ThrottleRule) =>
		(rules as unknown[]).some(
			(rule) =>
				isObject(rule) && rule.maxCalls === maxCalls && rule.windowSeconds === windowSeconds,
		);
	return wanted.every(has);
}

const named = async (api: PhoneAgentApi, name: string) =>
	(await api.list({ path: PATH })).find((throttle) => throttle.name === name);

/** How fast the calls of a campaign are made. */
export interface CampaignRate {
	callsPerMinute: number;
	/** The campaign has a throttle that stays as it is. */
	isKept: boolean;
}

/** What a throttle lets through in a minute, whatever rules somebody has given it. */
function rateOf({ rules }: IDataObject): number {
	const rates = (Array.isArray(rules) ? (rules as unknown[]) : [])
		.filter(isObject)
		.map((rule) => (Number(rule.maxCalls) * MINUTE_SECONDS) / Number(rule.windowSeconds));
	return Math.min(MOST_PER_MINUTE, ...rates.filter((rate) => rate > 0));
}

/**
 * How fast the calls of a campaign are to be made: where nobody says it now, as before.
 * @param chosen calls per minute; undefined when the option is not set
 * @param isNew the campaign has no batches yet
 * @throws NodeApiError with the words of Ultravox
 */
export async function campaignRate(
	api: PhoneAgentApi,
	campaign: Campaign,
	chosen: number | undefined,
	isNew: boolean,
): Promise<CampaignRate> {
	const usual = { callsPerMinute: chosen ?? MOST_PER_MINUTE, isKept: false };
	if (chosen !== undefined || isNew) return usual;
	const name = throttleName(campaign);
	const throttle = await explainingPlan(api, async () => await named(api, name));
	return throttle === undefined ? usual : { callsPerMinute: rateOf(throttle), isKept: true };
}

/** A throttle that is new, or that another start of the same campaign has just made: two cannot have one name. */
async function made(
	api: PhoneAgentApi,
	body: { name: string; rules: ThrottleRule[] },
): Promise<IDataObject> {
	let failure: unknown;
	try {
		return await api.send({ method: 'POST', path: PATH, body });
	} catch (error) {
		failure = error;
	}
	const other = await named(api, body.name);
	if (other === undefined) throw failure;
	return other;
}

/**
 * Makes sure that a campaign has a call throttle, or changes the one it has (ultravox.md §6): all its batches share it, also those
 * that are open at the same time in several time zones.
 * @returns its name
 * @throws NodeApiError with the words of Ultravox
 */
export async function ensureThrottle(
	api: PhoneAgentApi,
	campaign: Campaign,
	{ callsPerMinute, isKept }: CampaignRate,
): Promise<string> {
	const name = throttleName(campaign);
	if (isKept) return name;
	const body = { name, rules: throttleRules(callsPerMinute) };
	const throttle = await explainingPlan(api, async () => {
		const before = await named(api, name);
		if (before === undefined) return await made(api, body);
		if (lets(before, callsPerMinute)) return before;
		return await api.send({ method: 'PUT', path: `${PATH}/${String(before.throttleId)}`, body });
	});
	if (lets(throttle, callsPerMinute)) return name;
	throw refusal(
		api,
		'Ultravox did not confirm how fast the calls are made, so nothing was scheduled',
		'Look at the call throttles in the Ultravox node',
	);
}

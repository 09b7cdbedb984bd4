import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/operations/values';
import { refusal } from '../../shared/refusal';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign } from './campaignBatches';
import { explainingPlan } from './explainingPlan';

const PATH = '/api/call_throttles';
const MINUTE_SECONDS = 60;
/** What a throttle can let through in a minute (ultravox.md §6); Plivo starts 120 (plivo.md §1.3), so that its queue stays empty. */
export const MOST_PER_MINUTE = 100;
/** Of what is made within this, the last phone rings five seconds late. */
const SHARE_SECONDS = 5;
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
 * How a throttle lets so many calls begin within a minute. Not all in its first second: Plivo starts two in a second and lets the others
 * wait (plivo.md §1.3), while their agents wait for them already. One more than the share of some seconds, for a scheduler that looks
 * seldom.
 */
const rulesFor = (callsPerMinute: number): ThrottleRule[] => [
	{ maxCalls: callsPerMinute, windowSeconds: MINUTE_SECONDS },
	{
		maxCalls: Math.ceil((callsPerMinute * SHARE_SECONDS) / MINUTE_SECONDS) + 1,
		windowSeconds: SHARE_SECONDS,
	},
];

/** Whether a throttle has just these rules, in whatever order. */
function has({ rules }: IDataObject, wanted: readonly ThrottleRule[]): boolean {
	if (!Array.isArray(rules) || rules.length !== wanted.length) return false;
	const known = (rules as unknown[]).filter(isObject);
	return wanted.every(({ maxCalls, windowSeconds }) =>
		known.some((rule) => rule.maxCalls === maxCalls && rule.windowSeconds === windowSeconds),
	);
}

/** How many calls begin within a minute under a throttle that was made here; undefined for another one. */
const perMinute = ({ rules }: IDataObject): number | undefined =>
	(Array.isArray(rules) ? (rules as unknown[]) : [])
		.filter(isObject)
		.map(({ maxCalls, windowSeconds }) =>
			windowSeconds === MINUTE_SECONDS && typeof maxCalls === 'number' ? maxCalls : undefined,
		)
		.find((calls) => calls !== undefined);

/** How fast the calls of a campaign are made. */
export interface CampaignPace {
	callsPerMinute: number;
	/** What it has of Ultravox; undefined where it has none yet. */
	throttle: IDataObject | undefined;
}

async function findThrottle(
	api: PhoneAgentApi,
	campaign: Campaign,
): Promise<IDataObject | undefined> {
	const name = throttleName(campaign);
	const all = await explainingPlan(api, async () => await api.list({ path: PATH }));
	return all.find((throttle) => throttle.name === name);
}

/**
 * How fast the calls of a campaign are to be made: as the user says now, else as was said before.
 * @throws NodeApiError with the words of Ultravox
 */
export async function campaignPace(
	api: PhoneAgentApi,
	campaign: Campaign,
	asked: number | undefined,
): Promise<CampaignPace> {
	const throttle = await findThrottle(api, campaign);
	const before = throttle && perMinute(throttle);
	return { callsPerMinute: asked ?? before ?? MOST_PER_MINUTE, throttle };
}

/**
 * Makes sure that a campaign has its call throttle, or changes the one it has (ultravox.md §6): all its batches share it, also those
 * that are open at the same time in several time zones.
 * @returns its name
 * @throws NodeApiError with the words of Ultravox
 */
export async function ensureThrottle(
	api: PhoneAgentApi,
	campaign: Campaign,
	{ callsPerMinute, throttle: before }: CampaignPace,
): Promise<string> {
	const name = throttleName(campaign);
	const rules = rulesFor(callsPerMinute);
	const body = { name, rules };
	if (before !== undefined && has(before, rules)) return name;
	const change = async ({ throttleId }: IDataObject) =>
		await api.send({ method: 'PUT', path: `${PATH}/${String(throttleId)}`, body });
	const make = async () => {
		const making = api.send({ method: 'POST', path: PATH, body });
		return await making.catch(async (error: unknown) => {
			// Another start of the same campaign may have made it in the same moment.
			const other = await findThrottle(api, campaign).catch(() => undefined);
			if (other === undefined) return await Promise.reject(error);
			return has(other, rules) ? other : await change(other);
		});
	};
	const changed = await explainingPlan(
		api,
		async () => await (before === undefined ? make() : change(before)),
	);
	if (has(changed, rules)) return name;
	throw refusal(
		api,
		'Ultravox did not confirm how fast the calls are made, so nothing was scheduled',
		'Look at the call throttles in the Ultravox node',
	);
}

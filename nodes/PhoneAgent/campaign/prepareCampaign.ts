import { text } from '../../shared/callContext';
import type { Parameters } from '../../shared/operations/parameters';
import { refusal } from '../../shared/refusal';
import { readConfiguration } from '../../shared/telephony/configuration';
import { plivoProvider } from '../../shared/telephony/provider';
import { ultravoxApi } from '../../shared/ultravoxApi';
import { defaultCallerId } from '../callerId';
import type { PhoneAgentApi } from '../phoneAgentApi';
import { agentVariables } from './agentVariables';
import { callSettings } from './callSettings';
import type { Campaign } from './campaignBatches';
import { findBatches } from './campaignBatches';
import type { CampaignRate } from './campaignThrottle';
import { campaignRate } from './campaignThrottle';
import { callsOf } from './campaignCalls';
import type { LeftOut, RowProblem } from './campaignRow';
import { oneCampaign } from './campaignOf';
import { knownPeople, withoutKnown } from './knownPeople';
import type { CallPlan } from './planCalls';
import { planCalls } from './planCalls';
import type { Calendar } from './readCalendar';
import { notBefore, readCalendar } from './readCalendar';
import { readDoNotCall } from './readDoNotCall';
import { readRows } from './readRows';
import { ThrottleRoom } from './throttleRoom';

/** Everything there is to know before the first call of a campaign is scheduled. */
export interface PreparedCampaign {
	campaign: Campaign;
	agentName: string | null;
	calendar: Calendar;
	rate: CampaignRate;
	rowCount: number;
	/** What is wrong with rows. */
	problems: RowProblem[];
	/** Whether the others are called all the same. */
	leavesBadRowsOut: boolean;
	/** Rows that are taken out before the plan is made. */
	leftOut: LeftOut[];
	plan: CallPlan;
	/** The ids of all batches that the agent has. */
	allIds: string[];
}

const NO_PLIVO =
	'Make one in the Ultravox node: Plivo Configuration > Ensure. Without it, Ultravox cannot dial';

/** @throws NodeApiError when Ultravox knows no Plivo account to dial with: every call would fail by itself (ultravox.md §5.1) */
async function requirePlivo(api: PhoneAgentApi): Promise<void> {
	const configuration = await readConfiguration(
		ultravoxApi(api.context, api.itemIndex),
		// It is only looked at: the node may be without the Plivo credential.
		{ ...plivoProvider, secrets: async () => await Promise.resolve([]) },
	);
	if (text(configuration?.authId) !== null) return;
	throw refusal(api, 'Ultravox has no Plivo configuration', NO_PLIVO);
}

/**
 * Reads and checks a campaign and makes its plan, with requests that only read.
 * @param items the parameters of each, in order
 * @throws InputProblem for what is wrong with the settings; what is wrong with rows is in the answer
 */
export async function prepareCampaign(
	api: PhoneAgentApi,
	items: readonly [Parameters, ...Parameters[]],
): Promise<PreparedCampaign> {
	const { context } = api;
	const [first] = items;
	const campaign = oneCampaign(items);
	const options = first.collection('options');
	const written = readCalendar(first, context.getTimezone());
	const defaultCountry = options.optionalText('defaultCountry');
	const doNotCall = readDoNotCall(items, defaultCountry);
	const callerId = await defaultCallerId(context);
	const agent = await api.send({ method: 'GET', path: `/api/agents/${campaign.agentId}` });
	const input = context.getInputData();
	const read = readRows(
		items.map((parameters, item) => ({ parameters, fields: input[item]?.json ?? {} })),
		{
			node: context.getNode(),
			variables: agentVariables(agent),
			doNotCall,
			defaultCountry,
			defaultCallerId: callerId,
			additionalParams: callSettings(options, agent),
		},
	);
	await requirePlivo(api);
	const { batches, allIds } = await findBatches(api, campaign);
	const calls = await callsOf(api, campaign);
	const { fresh, inCampaign } = withoutKnown(read.rows, knownPeople(batches, calls));
	const rate = await campaignRate(api, campaign, written.callsPerMinute, batches.length === 0);
	const { callsPerMinute } = rate;
	// Looking took its time.
	const calendar = { ...written, callsPerMinute, from: notBefore(written.from) };
	return {
		campaign,
		agentName: text(agent.name),
		calendar,
		rate,
		rowCount: items.length,
		problems: read.problems,
		leavesBadRowsOut: options.optionalChoice('badRows') === 'leaveOut',
		leftOut: [...read.listed, ...inCampaign],
		plan: planCalls(fresh, calendar, new ThrottleRoom(callsPerMinute, batches)),
		allIds,
	};
}

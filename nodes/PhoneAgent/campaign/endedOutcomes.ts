import type { CallOutcome } from '../../shared/callOutcome';
import { isObject } from '../../shared/operations/values';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { ResultOptions } from './attemptResult';
import { attemptResult } from './attemptResult';
import type { ReadCampaign } from './readCampaign';

/**
 * What became of the calls of a campaign that are over, by Ultravox's id. Plivo is asked only about those that nobody joined.
 * @throws NodeApiError when Plivo cannot be asked
 */
export async function endedOutcomes(
	api: PhoneAgentApi,
	{ campaign, rows }: ReadCampaign,
	asksPlivo: boolean,
): Promise<Map<string, CallOutcome | null>> {
	const outcomes = new Map<string, CallOutcome | null>();
	const options: ResultOptions = {
		transcript: false,
		phoneRecord: asksPlivo,
		ultravoxUrl: '',
		taken: new Set(),
	};
	for (const row of rows) {
		for (const attempt of row.attempts) {
			const { call, state } = attempt;
			if (call === null || state !== 'ended') continue;
			const phoneRecord = asksPlivo && !call.joined;
			const given = { ...options, phoneRecord };
			const result = await attemptResult(api, campaign, row, attempt, given);
			const outcome = isObject(result.call) ? result.call.outcome : null;
			outcomes.set(String(call.callId), (outcome ?? null) as CallOutcome | null);
		}
	}
	return outcomes;
}

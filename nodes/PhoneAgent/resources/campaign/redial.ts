import { text } from '../../../shared/callContext';
import type { StepsOperation } from '../../../shared/operations/operation';
import { agentVariables } from '../../campaign/agentVariables';
import { refuseBadRedials } from '../../campaign/badRows';
import { campaignOf } from '../../campaign/campaignOf';
import { campaignRate, ensureThrottle } from '../../campaign/campaignThrottle';
import { endedOutcomes } from '../../campaign/endedOutcomes';
import { planRedial } from '../../campaign/planRedial';
import { notBefore, readCalendar } from '../../campaign/readCalendar';
import { readCampaign } from '../../campaign/readCampaign';
import { readDoNotCall } from '../../campaign/readDoNotCall';
import { sendBatches } from '../../campaign/sendBatches';
import { startedItem } from '../../campaign/startedItem';
import { ThrottleRoom } from '../../campaign/throttleRoom';
import { redialProperties } from '../../descriptions/redial';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { asksPlivo } from './getResults';

const MOST_ATTEMPTS = 3;

/** New batches of the rows that were not reached, or not called in time, each in the next calling window after its last one. */
export const redial: StepsOperation<PhoneAgentApi> = {
	name: 'Redial',
	value: 'redial',
	action: 'Redial campaign',
	description:
		'Schedule another call for rows that were not reached or not called in time, in a later calling window. Rings phones and spends money.',
	properties: redialProperties,
	execute: async (api, parameters) => {
		const campaign = campaignOf(parameters);
		const options = parameters.collection('options');
		const chosen = parameters.choices('callAgain');
		if (chosen.length === 0) {
			throw parameters.problem('callAgain', 'is empty', 'Choose at least one');
		}
		const written = readCalendar(parameters, api.context.getTimezone());
		const doNotCall = readDoNotCall([parameters], options.optionalText('defaultCountry'));
		const mostAttempts = options.optionalInteger('mostAttempts', { min: 2 }) ?? MOST_ATTEMPTS;
		const agent = await api.send({ method: 'GET', path: `/api/agents/${campaign.agentId}` });
		const read = await readCampaign(api, campaign);
		const outcomes = await endedOutcomes(api, read, asksPlivo(api));
		const rules = {
			chosen: new Set(chosen),
			mostAttempts,
			doNotCall,
			variables: agentVariables(agent),
			outcomes,
		};
		const isNew = read.batches.length === 0;
		const rate = await campaignRate(api, campaign, written.callsPerMinute, isNew);
		const { callsPerMinute } = rate;
		const { batches, notCalled } = planRedial(
			read.rows,
			rules,
			{ ...written, callsPerMinute, from: notBefore(written.from) },
			new ThrottleRoom(callsPerMinute, read.batches),
		);
		if (options.optionalChoice('badRows') !== 'leaveOut') {
			refuseBadRedials(notCalled, read.rows.length);
		}
		const throttle = batches.length === 0 ? undefined : await ensureThrottle(api, campaign, rate);
		const known = read.allIds;
		const sent = await sendBatches(api, campaign, batches, {
			known,
			throttle,
			again: 'Redial again',
		});
		return [{ json: startedItem(campaign, text(agent.name), sent, notCalled) }];
	},
};

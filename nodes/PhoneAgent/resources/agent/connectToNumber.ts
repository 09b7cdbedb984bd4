import { connectAgentToNumber } from '../../../shared/connectAgent/connectAgent';
import { readAsked } from '../../../shared/connectAgent/plan';
import { properties } from '../../../shared/connectAgent/properties';
import type { StepsOperation } from '../../../shared/operations/operation';
import { readSimpleAgent } from '../../../shared/simpleAgent/read';
import { ultravoxApi } from '../../../shared/ultravoxApi';
import { accountIdOf, agentItem } from '../../agent/item';
import { tellLimits, warn } from '../../agent/notices';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** A number's calls straight to an agent, as Ultravox > Connect Agent to Number does it (ultravox.md §5.2; peers.md O3.10). */
export const connectToNumber: StepsOperation<PhoneAgentApi> = {
	name: 'Connect to Number',
	value: 'connectToNumber',
	action: 'Connect phone agent to number',
	description:
		'Let an agent answer the calls to a number of your Plivo account. Run again, it changes nothing.',
	properties,
	execute: async ({ context, itemIndex }, parameters) => {
		const api = ultravoxApi(context, itemIndex);
		// What cannot be is said before anything is asked.
		readAsked(parameters);
		const accountId = await accountIdOf(api);
		const { plan, applicationId } = await connectAgentToNumber(api, parameters);
		const { agent, number } = plan;
		if (readSimpleAgent(agent).type === 'outbound') {
			warn(
				context,
				'The agent is of the type Outbound: it waits for callers to speak first. Update its type to Inbound to let it greet them.',
			);
		}
		tellLimits(context, agent);
		const connected =
			applicationId === null ? undefined : { phoneNumber: number.e164, applicationId };
		return [{ json: agentItem(agent, { accountId, connected }) }];
	},
};

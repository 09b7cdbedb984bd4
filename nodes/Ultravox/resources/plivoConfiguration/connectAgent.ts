import { connectAgentToNumber, connectionItem } from '../../../shared/connectAgent/connectAgent';
import { properties } from '../../../shared/connectAgent/properties';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** A number's calls straight to an agent, without a server of one's own (ultravox.md §5.2; peers.md P2.2). */
export const connectAgent: StepsOperation<UltravoxApi> = {
	name: 'Connect Agent to Number',
	value: 'connectAgent',
	action: 'Connect agent to Plivo number',
	description:
		'Let an agent answer the calls to a Plivo number: allows the agent at Ultravox, and leads the number to it at Plivo. Run again, it changes nothing.',
	properties,
	execute: async (api, parameters) => [
		{ json: connectionItem(await connectAgentToNumber(api, parameters)) },
	],
};

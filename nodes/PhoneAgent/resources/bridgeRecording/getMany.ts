import { given } from '../../../shared/operations/given';
import { optionalInstant } from '../../../shared/operations/instant';
import type { ListOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** `GET /control/recordings`, newest first. */
export const getMany: ListOperation<PhoneAgentApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many bridge recordings',
	description: 'Get many recordings of your bridge, the latest first',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Call ID',
					name: 'callId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
					description: "Only the recording of this call: the ID of the agent's call",
				},
				{
					displayName: 'Started Before',
					name: 'startedBefore',
					type: 'dateTime',
					default: '',
					description:
						'Only recordings that began before this time, in the time zone of the workflow unless it names its own',
				},
			],
		},
	],
	list: (parameters, { context }) => {
		const filters = parameters.collection('filters');
		return {
			path: '/control/recordings',
			query: given({
				callId: filters.optionalUuid('callId'),
				after: startedBefore(filters, context.getTimezone()),
			}),
		};
	},
};

/** A time as the beginning of an id, which the bridge's list goes on after: `20261120T140500000`. */
function startedBefore(filters: Parameters, zone: string): string | undefined {
	const instant = optionalInstant(filters, 'startedBefore', zone);
	if (instant === undefined) return undefined;
	return new Date(instant).toISOString().replace(/[-:.Z]/g, '');
}

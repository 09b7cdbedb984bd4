import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import { multiPartyCallLocator } from '../../descriptions/multiPartyCallLocator';
import type { PlivoApi } from '../../plivoApi';
import { chosenPath } from './chosenMultiPartyCall';
import { participantItem, simplifiedParticipant } from './participantItem';

/** `GET /MultiPartyCall/{mpc}/Participant/` (plivo-conferences.md §C3.2), with those who have left. */
export const getParticipants: ListOperation<PlivoApi> = {
	name: 'Get Many Participants',
	value: 'getParticipants',
	action: 'Get many participants of multi-party call',
	description: 'Get who is in a multi-party call: role, member ID, and whether muted or on hold',
	simplified: simplifiedParticipant,
	properties: [
		multiPartyCallLocator,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Call UUID',
					name: 'callUuid',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
					description: 'The participant with this phone call',
				},
			],
		},
	],
	list: (parameters) => ({
		path: chosenPath(parameters, 'Participant/'),
		query: given({ call_uuid: parameters.collection('filters').optionalUuid('callUuid') }),
	}),
	item: participantItem,
};

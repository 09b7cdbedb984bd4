import type { RequestOperation } from '../../../shared/operations/operation';
import { participantLocator } from '../../descriptions/memberChoice';
import { multiPartyCallLocator } from '../../descriptions/multiPartyCallLocator';
import type { PlivoApi } from '../../plivoApi';
import { chosenPath } from './chosenMultiPartyCall';
import { participantItem, simplifiedParticipant } from './participantItem';

/** `GET /MultiPartyCall/{mpc}/Participant/{id}/` (plivo-conferences.md §C3.2). */
export const getParticipant: RequestOperation<PlivoApi> = {
	name: 'Get Participant',
	value: 'getParticipant',
	action: 'Get participant of multi-party call',
	description: 'Get one participant of a multi-party call: role, and whether muted or on hold',
	simplified: simplifiedParticipant,
	properties: [multiPartyCallLocator, participantLocator],
	request: (parameters) => ({
		method: 'GET',
		path: chosenPath(parameters, `Participant/${parameters.decimalId('participant')}/`),
	}),
	result: participantItem,
};

import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { multiPartyCallLocator } from '../../descriptions/multiPartyCallLocator';
import type { PlivoApi } from '../../plivoApi';
import { chosenPath } from './chosenMultiPartyCall';
import { simplifiedMultiPartyCall } from './simplifiedMultiPartyCall';

/** `GET /MultiPartyCall/{mpc}/` (plivo-conferences.md §C3.2). */
export const get: RequestOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get multi-party call',
	description: 'Get a multi-party call: its state, its times, and why it ended',
	simplified: simplifiedMultiPartyCall,
	properties: [multiPartyCallLocator],
	request: (parameters) => ({ method: 'GET', path: chosenPath(parameters) }),
	result: readObject,
};

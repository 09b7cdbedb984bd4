import type { StepsOperation } from '../../../shared/operations/operation';
import { multiPartyCallLocator } from '../../descriptions/multiPartyCallLocator';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { chosenMultiPartyCall, chosenPath } from './chosenMultiPartyCall';

/** `POST /MultiPartyCall/{mpc}/` (plivo-conferences.md §C3.2): 404 unless it waits for its start, also when it goes on already. */
export const start: StepsOperation<PlivoApi> = {
	name: 'Start',
	value: 'start',
	action: 'Start multi-party call',
	description:
		'Start a multi-party call whose participants wait, since none of them starts it on entering',
	properties: [multiPartyCallLocator],
	execute: async (api, parameters) => {
		await sendExplained(
			api,
			{ method: 'POST', path: chosenPath(parameters), body: { status: 'active' } },
			'Only a multi-party call that waits for its start can be started: Get says whether it is active already',
		);
		return [{ json: { ...chosenMultiPartyCall(parameters), started: true } }];
	},
};

import { callOperation } from './chosenMultiPartyCall';

/** `DELETE /MultiPartyCall/{mpc}/` (plivo-conferences.md §C3.2, §C3.8). */
export const stop = callOperation(
	{
		name: 'Stop',
		value: 'stop',
		action: 'Stop multi-party call',
		description: 'End a multi-party call for all its participants, for good',
		properties: [],
	},
	{ method: 'DELETE', below: '', fact: { ended: true } },
);

import { openCalls } from './openCalls';

/** `GET /Call/?status=queued` (plivo.md §5.2). */
export const getManyQueued = openCalls(
	{
		name: 'Get Many Queued',
		value: 'getManyQueued',
		action: 'Get many queued calls',
		description: 'Get the IDs of many calls that wait for their turn; Get Queued tells more of one',
	},
	'queued',
);

import { openCalls } from './openCalls';

/** `GET /Call/?status=live` (plivo.md §5.2). */
export const getManyLive = openCalls(
	{
		name: 'Get Many Live',
		value: 'getManyLive',
		action: 'Get many live calls',
		description: 'Get the IDs of many calls that are going on or ring; Get Live tells more of one',
	},
	'live',
);

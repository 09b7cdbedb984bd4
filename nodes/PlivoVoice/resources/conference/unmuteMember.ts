import { memberOperation } from './conferencePath';

/** `DELETE /Conference/{name}/Member/{ids}/Mute/` (plivo-conferences.md §C1.1). */
export const unmuteMember = memberOperation(
	{
		name: 'Unmute Member',
		value: 'unmuteMember',
		action: 'Unmute member of conference',
		description: 'Let the others in a conference hear a member again',
		properties: [],
	},
	{ method: 'DELETE', below: 'Mute/', fact: { muted: false } },
);

import { memberOperation } from './conferencePath';

/** `POST /Conference/{name}/Member/{ids}/Mute/` (plivo-conferences.md §C1.1). */
export const muteMember = memberOperation(
	{
		name: 'Mute Member',
		value: 'muteMember',
		action: 'Mute member of conference',
		description: 'Keep the others in a conference from hearing a member, who still hears them',
		properties: [],
	},
	{ method: 'POST', below: 'Mute/', fact: { muted: true } },
);

import { memberOperation } from './conferencePath';

/** `POST /Conference/{name}/Member/{ids}/Kick/` (plivo-conferences.md §C1.1). */
export const kickMember = memberOperation(
	{
		name: 'Kick Member',
		value: 'kickMember',
		action: 'Kick member out of conference',
		description: 'Put a member out of a conference; the call goes on with what follows',
		properties: [],
	},
	{ method: 'POST', below: 'Kick/', fact: { kicked: true } },
);

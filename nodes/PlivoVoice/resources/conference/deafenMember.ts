import { memberOperation } from './conferencePath';

/** `POST /Conference/{name}/Member/{ids}/Deaf/` (plivo-conferences.md §C1.1). */
export const deafenMember = memberOperation(
	{
		name: 'Deafen Member',
		value: 'deafenMember',
		action: 'Deafen member of conference',
		description: 'Keep a member from hearing the others in a conference',
		properties: [],
	},
	{ method: 'POST', below: 'Deaf/', fact: { deaf: true } },
);

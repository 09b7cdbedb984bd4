import { memberOperation } from './conferencePath';

/** `DELETE /Conference/{name}/Member/{ids}/Deaf/` (plivo-conferences.md §C1.1). */
export const undeafenMember = memberOperation(
	{
		name: 'Undeafen Member',
		value: 'undeafenMember',
		action: 'Undeafen member of conference',
		description: 'Let a member hear the others in a conference again',
		properties: [],
	},
	{ method: 'DELETE', below: 'Deaf/', fact: { deaf: false } },
);

import { memberOperation } from './conferencePath';

/** `DELETE /Conference/{name}/Member/{ids}/` (plivo-conferences.md §C1.1). */
export const hangUpMember = memberOperation(
	{
		name: 'Hang Up Member',
		value: 'hangUpMember',
		action: 'Hang up member of conference',
		description: 'End the phone call of a member of a conference, or of all members, for good',
		properties: [],
	},
	{ method: 'DELETE', below: '', fact: { hungUp: true } },
);

import { memberOperation } from './conferencePath';

/** `DELETE /Conference/{name}/Member/{ids}/Speak/` (plivo-conferences.md §C1.1). */
export const stopSpeakingToMember = memberOperation(
	{
		name: 'Stop Speaking to Member',
		value: 'stopSpeakingToMember',
		action: 'Stop speaking to member of conference',
		description:
			'Stop the text that is spoken to a member of a conference; name the members as when it was started',
		properties: [],
	},
	{ method: 'DELETE', below: 'Speak/', fact: { stopped: true } },
);

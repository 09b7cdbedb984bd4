import { memberOperation } from './conferencePath';

/** `DELETE /Conference/{name}/Member/{ids}/Play/` (plivo-conferences.md §C1.1). */
export const stopPlayingToMember = memberOperation(
	{
		name: 'Stop Playing to Member',
		value: 'stopPlayingToMember',
		action: 'Stop playing to member of conference',
		description:
			'Stop the audio file that is played to a member of a conference; name the members as when it was started',
		properties: [],
	},
	{ method: 'DELETE', below: 'Play/', fact: { stopped: true } },
);

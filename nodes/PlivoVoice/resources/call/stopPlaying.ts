import { callAction } from './callAction';

/** `DELETE /Call/{call_uuid}/Play/` (plivo.md §5.3). */
export const stopPlaying = callAction(
	{
		name: 'Stop Playing',
		value: 'stopPlaying',
		action: 'Stop playing audio to call',
		description: 'Stop the audio files that Play started on a live call',
		properties: [],
	},
	{ method: 'DELETE', below: 'Play/', done: 'stopped' },
);

import { callAction } from './callAction';

/** `DELETE /Call/{call_uuid}/Speak/` (plivo.md §5.3). */
export const stopSpeaking = callAction(
	{
		name: 'Stop Speaking',
		value: 'stopSpeaking',
		action: 'Stop speaking text to call',
		description: 'Stop the text that Speak started on a live call',
		properties: [],
	},
	{ method: 'DELETE', below: 'Speak/', done: 'stopped' },
);

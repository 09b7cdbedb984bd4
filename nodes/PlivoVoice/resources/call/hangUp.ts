import { callAction } from './callAction';

/** `DELETE /Call/{call_uuid}/` (plivo.md §5.3). */
export const hangUp = callAction(
	{
		name: 'Hang Up',
		value: 'hangUp',
		action: 'Hang up call',
		description: 'End a live call for everybody on it, for good',
		properties: [],
	},
	{ method: 'DELETE', below: '', done: 'hungUp' },
);

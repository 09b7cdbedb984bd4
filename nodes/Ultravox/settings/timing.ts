import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';
import { duration } from '../duration';
import { durationField, textField } from './fields';
import { rowsSetting } from './rows';
import type { Setting } from './setting';
import { together } from './setting';

/** How long a call waits for the other side, and how long it may last; 30 s and an hour if not said (ultravox.md §2.1). */
export const durationsSetting: Setting = together(
	durationField(
		{
			displayName: 'Join Timeout',
			name: 'joinTimeout',
			description: 'How long the call waits to be joined, in seconds; 30 if not set',
		},
		{ min: 1 },
	),
	durationField(
		{
			displayName: 'Longest Duration',
			name: 'maxDuration',
			placeholder: 'e.g. 600 or 600s',
			description: 'After this many seconds the agent hangs up; 3600 if not set',
		},
		{ min: 1 },
	),
);

/** What the agent says when time is up, just before it hangs up. */
export const timeExceededMessageSetting: Setting = textField({
	displayName: 'Time Exceeded Message',
	name: 'timeExceededMessage',
	typeOptions: { rows: 2 },
	description: 'What the agent says just before it hangs up because the time is over',
});

const inactivityMessage = (row: Parameters): IDataObject => {
	const behavior = row.choice('endBehavior');
	return {
		duration: duration(row, 'duration', { min: 0.001 }),
		message: row.text('message'),
		...(behavior === 'continue' ? {} : { endBehavior: behavior }),
	};
};

/** What the agent says into silence; the durations add up, and start again when the user does something (ultravox.md §2.1). */
export const inactivityMessagesSetting: Setting = rowsSetting(
	{
		displayName: 'Inactivity Messages',
		name: 'inactivityMessages',
		row: 'Inactivity Message',
		description:
			'What the agent says when the other side is silent. The waiting times add up, and start again with whatever is said.',
	},
	[
		{
			displayName: 'After (Seconds)',
			name: 'duration',
			type: 'string',
			default: '',
			placeholder: 'e.g. 15 or 15s',
			description: 'How long the silence lasts, counted from the message before',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			default: '',
			placeholder: 'e.g. Are you still there?',
		},
		{
			displayName: 'And Then',
			name: 'endBehavior',
			type: 'options',
			options: [
				{ name: 'Go On', value: 'continue' },
				{ name: 'Hang Up in Any Case', value: 'END_BEHAVIOR_HANG_UP_STRICT' },
				{ name: 'Hang Up Unless Interrupted', value: 'END_BEHAVIOR_HANG_UP_SOFT' },
			],
			default: 'continue',
			description: 'What happens when the message has been spoken',
		},
	],
	(rows) => rows.map(inactivityMessage),
);

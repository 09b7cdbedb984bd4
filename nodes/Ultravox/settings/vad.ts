import { durationField, numberField } from './fields';
import type { Setting } from './setting';
import { collected, under } from './setting';

/** When the other side counts as speaking (ultravox.md §2.1); sound is judged in frames of 32 ms. */
export const vadSetting: Setting = under(
	'vadSettings',
	collected(
		{
			displayName: 'Voice Detection',
			name: 'vadSettings',
			placeholder: 'Add Setting',
			description:
				'When the other side counts as speaking, and as done. Times in seconds, best in steps of 0.032.',
		},
		durationField({
			displayName: 'Turn End Delay',
			name: 'turnEndpointDelay',
			placeholder: 'e.g. 0.384 or 0.384s',
			description: 'How long the agent waits before it answers; 0.384 if not set',
		}),
		durationField({
			displayName: 'Least Turn Duration',
			name: 'minimumTurnDuration',
			placeholder: 'e.g. 0.1 or 0.1s',
			description: 'What is shorter is ignored; 0 if not set',
		}),
		durationField({
			displayName: 'Least Interruption Duration',
			name: 'minimumInterruptionDuration',
			placeholder: 'e.g. 0.096 or 0.096s',
			description: 'What is shorter does not interrupt the agent; 0.09 if not set',
		}),
		numberField(
			{
				displayName: 'Activation Threshold',
				name: 'frameActivationThreshold',
				description: 'How sure it has to be that a sound is speech, from 0.1 to 1',
			},
			{ min: 0.1, max: 1 },
		),
	),
);

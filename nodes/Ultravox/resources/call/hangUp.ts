import { given } from '../../../shared/operations/given';
import { dataMessage } from './dataMessage';

/** `hang_up` (ultravox.md §8.5): there is no other way to end a call from outside over the API (ultravox.md §2.3). */
export const hangUp = dataMessage(
	{
		name: 'Hang Up',
		value: 'hangUp',
		action: 'Hang up call',
		description: 'Have the agent of a live call end it, after a last sentence if you like',
		properties: [
			{
				displayName: 'Message',
				name: 'message',
				type: 'string',
				default: '',
				placeholder: 'e.g. Thank you for your call. Goodbye!',
				description: 'What the agent says before it hangs up; nothing when empty',
			},
		],
	},
	(parameters) => given({ type: 'hang_up', message: parameters.optionalText('message') }),
);

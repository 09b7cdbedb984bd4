import { placedFacts } from '../../../shared/callResult/resultItem';
import { mergeCallContext } from '../../../shared/callContext';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { findPlacedCall, placedCallFields } from '../../waiting/findCall';
import { hangUpCall } from '../../waiting/hangUpCall';

/**
 * Ultravox has no request that ends a call (ultravox.md §2.3): the agent is told to hang up, and the phone's side is ended at Plivo, also
 * while it rings or waits for its turn.
 */
export const hangUp: StepsOperation<PhoneAgentApi> = {
	name: 'Hang Up',
	value: 'hangUp',
	action: 'Hang up call',
	description: 'End a call that Phone Agent placed, also while it rings, for everybody on it',
	properties: [
		...placedCallFields,
		{
			displayName: 'Last Sentence',
			name: 'message',
			type: 'string',
			default: '',
			placeholder: 'e.g. Thank you for your time. Goodbye!',
			description: 'What the agent says before it hangs up. When empty, the call ends at once.',
		},
	],
	execute: async (api, parameters) => {
		const message = parameters.optionalText('message') ?? '';
		const placed = await findPlacedCall(api, parameters);
		const { callUuid, wasJoined } = await hangUpCall(api, placed, message);
		const call = mergeCallContext(placedFacts(placed), {
			callUuid,
			status: wasJoined ? 'completed' : 'cancel',
		});
		return [{ json: { call, hungUp: true } }];
	},
};

import { mergeCallContext } from '../../../shared/callContext';
import { placedFacts } from '../../../shared/callResult/resultItem';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { PlacedCall } from '../../../shared/placedCall';
import type { ItemContext } from '../../../shared/refusal';
import { refusal } from '../../../shared/refusal';
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
		if (placed.callId === null) throw nobodyCalled(api, placed);
		const { callUuid, wasJoined } = await hangUpCall(api, placed, message);
		const call = mergeCallContext(placedFacts(placed), {
			callUuid,
			status: wasJoined ? 'completed' : 'cancel',
		});
		return [{ json: { call, hungUp: true } }];
	},
};

/** An item whose call was due, and that nobody is known to have called. */
const nobodyCalled = (item: ItemContext, { to, state }: PlacedCall): Error =>
	refusal(
		item,
		state === 'refused'
			? `Nobody has called ${to} for this item, so there is nothing to hang up`
			: `Ultravox knows of no call to ${to} for this item, so it cannot be hung up here`,
		state === 'refused'
			? 'While its execution sleeps it may still be called: stop the execution in n8n to prevent that'
			: "The phone may have rung: Plivo Voice > Call > Get Many Live shows it, and 'Hang Up' there ends it",
	);

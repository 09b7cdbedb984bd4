import type { Parameters } from '../../../shared/operations/parameters';
import { given } from '../../../shared/operations/given';
import { chosenParticipants } from '../../descriptions/memberChoice';
import { participantsOperation } from './chosenMultiPartyCall';

/** `POST /MultiPartyCall/{mpc}/Participant/{ids}/` (plivo-conferences.md §C3.7). */
export const updateParticipant = participantsOperation(
	{
		name: 'Update Participant',
		value: 'updateParticipant',
		action: 'Update participant of multi-party call',
		description:
			'Put a participant of a multi-party call on hold, mute them, or switch a supervisor between coaching and talking to all',
		properties: [
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				hint: 'To hand a caller over quietly, hold the caller, talk to the new agent, then end the hold',
				options: [
					{
						displayName: 'Coach Mode',
						name: 'coachMode',
						type: 'boolean',
						default: true,
						description:
							'Whether only the agents hear this supervisor; when off, the customers do too. A beep sounds when it changes.',
					},
					{
						displayName: 'Disable State Change Sound',
						name: 'disableStateChangeSound',
						type: 'boolean',
						default: true,
						description: 'Whether the change is made without a beep',
					},
					{
						displayName: 'Hold',
						name: 'hold',
						type: 'boolean',
						default: true,
						description:
							'Whether the participant is on hold: hears music, does not hear the others, and is not heard by them',
					},
					{
						displayName: 'Mute',
						name: 'mute',
						type: 'boolean',
						default: true,
						description: 'Whether the others do not hear the participant, who still hears them',
					},
				],
			},
		],
	},
	{ root: 'Participant', method: 'POST', below: '', body: changes, fact: {} },
);

function changes(parameters: Parameters) {
	const fields = parameters.collection('updateFields');
	const state = given({
		mute: fields.optionalFlag('mute'),
		hold: fields.optionalFlag('hold'),
		coach_mode: fields.optionalFlag('coachMode'),
	});
	if (Object.keys(state).length === 0) {
		throw parameters.problem(
			'updateFields',
			'have no change',
			"Add 'Mute', 'Hold' or 'Coach Mode'",
		);
	}
	if ('coach_mode' in state && chosenParticipants(parameters)[0] === 'all') {
		throw fields.problem(
			'coachMode',
			'does not go with all participants',
			'Choose the supervisors whose mode changes',
		);
	}
	return {
		...state,
		...given({ disable_state_change_sound: fields.optionalFlag('disableStateChangeSound') }),
	};
}

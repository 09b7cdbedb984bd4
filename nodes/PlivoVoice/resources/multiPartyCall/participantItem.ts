import type { IDataObject } from 'n8n-workflow';
import { readObject } from '../../answers';

/**
 * A participant as an item. Why one left has two names in Plivo's documents: it is always `exit_cause` here
 * (plivo-conferences.md §C3.5, §C5).
 */
export function participantItem(answer: IDataObject): IDataObject {
	const { participant_exit_cause: otherName, ...participant } = readObject(answer);
	return { ...participant, exit_cause: participant.exit_cause ?? otherName ?? null };
}

/** What most workflows need of a participant. */
export const simplifiedParticipant = [
	'member_id',
	'role',
	'member_address',
	'call_uuid',
	'mute',
	'hold',
	'coach_mode',
	'join_time',
	'exit_time',
	'exit_cause',
] as const;

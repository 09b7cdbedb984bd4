import type { MpcEventName } from '../multiParty/mpcEvents';
import type { MultiPartyCall } from '../multiParty/multiPartyCall';
import type { Participant } from '../multiParty/participant';
import { readFlag } from './fields';

/** Fields of an update as they were sent. */
interface Changes {
	mute: unknown;
	hold: unknown;
	coach_mode: unknown;
}

/** Per field: what the answer says, and the events of on and off (plivo-conferences.md §C3.7, §C4.2). */
const FIELDS: Record<keyof Changes, { words: string; on: MpcEventName; off: MpcEventName }> = {
	coach_mode: {
		words: 'coach_mode enable/disable',
		on: 'ParticipantCoachModeStart',
		off: 'ParticipantCoachModeStop',
	},
	hold: { words: 'hold/unhold member(s)', on: 'ParticipantHold', off: 'ParticipantUnhold' },
	mute: { words: 'mute/unmute member(s)', on: 'ParticipantMute', off: 'ParticipantUnmute' },
};

/**
 * Changes what was sent of the participants' states.
 *
 * @param sound whether a change of the coach mode beeps
 * @returns the answer's text for each field that was sent
 */
export function changeParticipants(
	mpc: MultiPartyCall,
	participants: Participant[],
	changes: Changes,
	sound: boolean,
): Record<string, string> {
	const sent = (Object.keys(FIELDS) as (keyof Changes)[]).filter(
		(name) => changes[name] !== undefined,
	);
	for (const name of sent) {
		const { on, off } = FIELDS[name];
		const value = readFlag(changes[name]);
		for (const participant of participants) {
			if (!change(participant, name, value)) continue;
			mpc.events.report(value ? on : off, participant);
			if (name === 'coach_mode' && sound) void mpc.playCue('beep:1', 'GET', participant.call);
		}
	}
	mpc.updateMusic();
	return Object.fromEntries(
		sent.map((name) => [name, `MPC: ${mpc.friendlyName} ${FIELDS[name].words} succeeded`]),
	);
}

/** Whether anything has changed. */
function change(participant: Participant, name: keyof Changes, value: boolean): boolean {
	const before = [participant.muted, participant.held, participant.coachMode];
	if (name === 'mute') participant.muted = value;
	else if (name === 'hold') participant.held = value;
	else if (participant.role === 'supervisor') participant.coachMode = value;
	return [participant.muted, participant.held, participant.coachMode].some(
		(now, index) => now !== before[index],
	);
}

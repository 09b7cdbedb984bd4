import type { CallWorld } from '../callWorld';
import { accountTime } from '../plivoTime';
import type { MultiPartyCall } from './multiPartyCall';
import type { Participant } from './participant';

/** The events of a status callback, and the group of `statusCallbackEvents` each is in (plivo-conferences.md §C4.2). */
const GROUPS = {
	MPCInitialized: 'mpc-state-changes',
	MPCStart: 'mpc-state-changes',
	MPCEnd: 'mpc-state-changes',
	ParticipantJoin: 'participant-state-changes',
	ParticipantExit: 'participant-state-changes',
	ParticipantMute: 'participant-state-changes',
	ParticipantUnmute: 'participant-state-changes',
	ParticipantHold: 'participant-state-changes',
	ParticipantUnhold: 'participant-state-changes',
	ParticipantCoachModeStart: 'participant-state-changes',
	ParticipantCoachModeStop: 'participant-state-changes',
	ParticipantSpeakStart: 'participant-speak-events',
	ParticipantSpeakStop: 'participant-speak-events',
	ParticipantDigitInput: 'participant-digit-input-events',
	AddParticipantByAPIActionInitiated: 'add-participant-api-events',
	AddParticipantByAPIActionCompleted: 'add-participant-api-events',
} as const;

export type MpcEventName = keyof typeof GROUPS;

/** `2020-12-24 15:23:38+05:30`: the times of multi-party calls, in the account's zone (plivo-conferences.md §C3.4). */
export function mpcTime(at: number, { account }: Pick<CallWorld, 'account'>): string {
	const { offsetMinutes, suffix } = account.timeZone;
	return accountTime(new Date(at), offsetMinutes) + suffix;
}

/** Tells the status callback of a multi-party call what happens, one event after another. */
export class MpcEvents {
	#last: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly mpc: MultiPartyCall,
		private readonly world: CallWorld,
	) {}

	report(
		event: MpcEventName,
		participant?: Participant,
		fields: Record<string, string> = {},
	): void {
		const { statusCallback, statusEvents } = this.mpc.settings;
		if (!statusCallback || !statusEvents.includes(GROUPS[event])) return;
		const request = {
			purpose: 'mpc callback',
			...statusCallback,
			fields: {
				EventName: event,
				EventTimestamp: mpcTime(Date.now(), this.world),
				MPCUUID: this.mpc.uuid,
				MPCName: this.mpc.friendlyName,
				...(participant && {
					MemberID: participant.id,
					ParticipantRole: participant.role,
					ParticipantCallUUID: participant.call.uuid,
					ParticipantCoachMode: String(participant.coachMode),
				}),
				...fields,
			},
		};
		this.#last = this.#last.then(async () => await this.world.callbacks.send(request));
	}
}

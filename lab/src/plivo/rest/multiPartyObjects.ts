import type { CallWorld } from '../callWorld';
import { mpcTime } from '../multiParty/mpcEvents';
import type { MultiPartyCall } from '../multiParty/multiPartyCall';
import { TERMINATION_CAUSES } from '../multiParty/multiPartyCall';
import type { Participant } from '../multiParty/participant';
import { page } from './answers';

/** A multi-party call as the API shows it (plivo-conferences.md §C3.4), under the path segment it was asked by. */
export function mpcObject(mpc: MultiPartyCall, segment: string, world: CallWorld): object {
	const { account, variants } = world;
	const ended = mpc.endedAt !== null;
	const code = mpc.terminationCode;
	const time = (at: number | null) => (at === null ? null : mpcTime(at, world));
	const uri = account.resourceUri(`MultiPartyCall/${segment}/`);
	return {
		billed_amount: ended ? mpc.billedAmount : null,
		billed_duration: ended ? mpc.billedSeconds : null,
		creation_time: time(mpc.createdAt),
		duration: ended ? mpc.durationSeconds : null,
		end_time: time(mpc.endedAt),
		friendly_name: mpc.friendlyName,
		mpc_uuid: mpc.uuid,
		participants: `${uri}Participant/`,
		recording: ended ? null : mpc.recordings.status,
		resource_uri: uri,
		start_time: time(mpc.startedAt),
		status: ended ? variants.endedMpcStatus : mpc.status,
		stay_alone: mpc.settings.stayAlone,
		sub_account: null,
		termination_cause: code === null ? null : TERMINATION_CAUSES[code],
		termination_cause_code: code,
	};
}

/** A participant as the API shows it (plivo-conferences.md §C3.5); states are null after they have left. */
export function participantObject(
	participant: Participant,
	mpc: MultiPartyCall,
	segment: string,
	world: CallWorld,
): object {
	const { account } = world;
	const { call, exitedAt, settings, present } = participant;
	const { from, to, direction } = call.facts;
	return {
		billed_amount: present
			? null
			: ((participant.billedSeconds / 60) * account.billRate).toFixed(5),
		billed_duration: present ? null : participant.billedSeconds,
		call_uuid: call.uuid,
		coach_mode: present ? participant.coachMode : null,
		duration: present ? null : participant.durationSeconds,
		end_mpc_on_exit: settings.endOnExit,
		exit_cause: participant.exitCause,
		exit_time: exitedAt === null ? null : mpcTime(exitedAt, world),
		hold: present ? participant.held : null,
		join_time: mpcTime(participant.joinedAt, world),
		member_address: direction === 'inbound' ? from : to,
		member_id: participant.id,
		mpc_uuid: mpc.uuid,
		mute: present ? participant.muted : null,
		resource_uri: account.resourceUri(`MultiPartyCall/${segment}/Participant/${participant.id}/`),
		role: participant.role,
		start_mpc_on_enter: settings.startOnEnter,
	};
}

/** One page of a list; its `meta` has `count` where the rest of the API has `total_count` (plivo-conferences.md §C5). */
export function mpcPage(
	objects: object[],
	at: { limit: number; offset: number; path: string },
): object {
	const { meta, ...rest } = page(objects, at) as { meta: Record<string, unknown> };
	const { total_count: count, ...others } = meta;
	return { ...rest, meta: { count, ...others } };
}

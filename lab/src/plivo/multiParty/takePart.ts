import { fetchDocument } from '../documents';
import type { ElementContext, ElementOutcome } from '../elements/element';
import { kickedOut, multiPartyCallEnded } from '../hangupCauses';
import { aborted } from '../sleep';
import { mpcTime } from './mpcEvents';
import type { MultiPartyCall } from './multiPartyCall';
import type { Participant } from './participant';
import type { JoinRequest } from './participantSettings';

/** Keeps a call in a multi-party call until it leaves or is taken out. */
export async function takePart(
	mpc: MultiPartyCall,
	join: JoinRequest,
	{ call, world, interrupt }: ElementContext,
	onEntered: (participant: Participant) => void = () => undefined,
): Promise<Participant> {
	const participant = world.multiPartyCalls.enter(mpc, call, join);
	onEntered(participant);
	await aborted(AbortSignal.any([interrupt, participant.left]));
	mpc.dismiss(
		participant,
		call.ended.aborted ? 'Participant Call Hangup' : 'Participant Call Transferred',
	);
	return participant;
}

/** What follows for a call that is out again: the exit URL's document, if there is one (plivo-conferences.md §C3.8). */
export async function followExitUrl(
	mpc: MultiPartyCall,
	participant: Participant,
	{ call, world, interrupt }: ElementContext,
): Promise<ElementOutcome> {
	const { onExit } = participant.settings;
	if (!onExit || interrupt.aborted) return undefined;
	const fields = {
		MPCUUID: mpc.uuid,
		MPCFriendlyName: mpc.friendlyName,
		MemberID: participant.id,
		ParticipantCallUUID: call.uuid,
		ParticipantJoinTime: mpcTime(participant.joinedAt, world),
		ParticipantEndTime: mpcTime(participant.exitedAt ?? Date.now(), world),
		ParticipantRole: participant.role,
	};
	const outcome = await fetchDocument('action', onExit, fields, call, world);
	return call.ended.aborted ? undefined : outcome;
}

/** The same for a call that the API brought in, and that was expected: without an exit URL it ends. */
export async function takePartByApi(
	mpc: MultiPartyCall,
	join: JoinRequest,
	context: ElementContext,
): Promise<ElementOutcome> {
	// It may have ended on the way.
	if (mpc.status === 'Ended') return { ending: multiPartyCallEnded('API Request') };
	const participant = await takePart(mpc, join, context, (entered) => {
		mpc.stopExpecting();
		mpc.events.report('AddParticipantByAPIActionCompleted', entered);
	});
	if (context.interrupt.aborted) return undefined;
	if (join.participant.onExit) return await followExitUrl(mpc, participant, context);
	const { kickedHangupCode } = context.world.variants;
	const kicked = participant.exitCause === 'Kicked Out of Multiparty Call';
	const ending = kicked && kickedHangupCode === 4030 ? kickedOut : multiPartyCallEnded;
	return { ending: ending('API Request') };
}

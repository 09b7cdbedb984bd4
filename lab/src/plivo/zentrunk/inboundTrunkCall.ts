import type { AccountState } from '../accountState';
import { DialedLeg } from '../elements/dialedLeg';
import type { CallEnding } from '../hangupCauses';
import { sleep } from '../sleep';
import type { PlivoVariants } from '../variants';
import { parseSipAddress } from './sipAddress';
import type { SipParties, SipParty } from './sipParties';
import type { OriginationUri, PlivoTrunk } from './state';
import type { TrunkCall } from './trunkCall';
import type { TrunkInvite } from './trunkInvite';
import { inviteTo } from './trunkInvite';
import { noInboundRoute, refusedWith, uriNotFound, uriNotResolved } from './trunkEndings';

const BUSY = 486;
const DEFAULT_RING_MS = 200;
const REQUEST_TERMINATED = 487;

/** What the network around an inbound trunk call has. */
export interface InboundTrunkWorld {
	account: AccountState;
	sipParties: SipParties;
	variants: PlivoVariants;
	/** Takes every INVITE when it is sent. */
	invites: TrunkInvite[];
}

/**
 * A call from the telephone network to a number on a trunk: the primary URI, then, when that is not
 * there or refuses, the fallback URI (plivo.md §2.3, §2.4).
 */
export async function runInboundTrunkCall(
	call: TrunkCall,
	trunk: PlivoTrunk,
	world: InboundTrunkWorld,
): Promise<void> {
	const { zentrunk } = world.account;
	const takesCalls =
		zentrunk.enabled && trunk.trunk_status === 'enabled' && trunk.trunk_direction === 'inbound';
	if (!takesCalls) return call.end(noInboundRoute);
	let failure: CallEnding = uriNotFound;
	for (const role of ['primary', 'fallback'] as const) {
		const uuid = trunk[`${role}_uri_uuid`];
		if (role === 'fallback' && uuid === null) break;
		const uri = zentrunk.uris.get(uuid ?? '');
		const outcome = uri ? await tryUri(uri, role, call, trunk, world) : uriNotFound;
		if (outcome instanceof DialedLeg) return await call.talkTo(outcome);
		if (call.ended.aborted) return undefined;
		failure = outcome;
	}
	return call.end(failure);
}

/** The leg that picked up, or how the call ends unless another URI is tried. */
async function tryUri(
	uri: OriginationUri,
	role: TrunkInvite['role'],
	call: TrunkCall,
	trunk: PlivoTrunk,
	world: InboundTrunkWorld,
): Promise<DialedLeg | CallEnding> {
	const address = parseSipAddress(uri.uri);
	if (!address) return uriNotResolved;
	call.trunk.transport = address.transport;
	const { uuid, callId, facts } = call;
	const { from, to } = facts;
	const invite = inviteTo(uri, address, role, trunk, { uuid, callId, from, to });
	world.invites.push(invite);
	const party = world.sipParties.find(address);
	if (!party) {
		conclude(invite, 'unresolved', call);
		return uriNotResolved;
	}
	if (party.behavior === 'silent' || party.transports?.includes(address.transport) === false) {
		await sleep(world.variants.inviteTimeoutMs, call.ended);
		conclude(invite, call.ended.aborted ? REQUEST_TERMINATED : 'timeout', call);
		return refusedWith(408, 'customer');
	}
	const status = refusalOf(party, uri);
	return status === undefined
		? await ring(party, invite, call)
		: await refuse(status, party, invite, call);
}

/** The final status a party answers with when it does not take the call. */
function refusalOf(party: SipParty, uri: OriginationUri): number | undefined {
	const { digest, behavior, sipStatus = BUSY } = party;
	if (digest) {
		const loggedIn =
			uri.authentication_needed &&
			uri.username === digest.username &&
			uri.password === digest.password;
		if (!loggedIn) return 407;
	}
	return behavior === 'refuse' ? sipStatus : undefined;
}

async function refuse(
	status: number,
	party: SipParty,
	invite: TrunkInvite,
	call: TrunkCall,
): Promise<CallEnding> {
	await sleep(party.ringMs ?? DEFAULT_RING_MS, call.ended);
	conclude(invite, call.ended.aborted ? REQUEST_TERMINATED : status, call);
	return refusedWith(status, 'customer');
}

async function ring(
	party: SipParty,
	invite: TrunkInvite,
	call: TrunkCall,
): Promise<DialedLeg | CallEnding> {
	const { ringMs, script, stayMs } = party;
	const leg = new DialedLeg(invite.requestUri, call.facts.from, {
		number: invite.requestUri,
		ringMs: ringMs ?? DEFAULT_RING_MS,
		script,
		stayMs,
	});
	call.dialedLegs.push(leg);
	const answered = await leg.ring(call.ended);
	conclude(invite, answered ? 200 : REQUEST_TERMINATED, call);
	if (answered) return leg;
	leg.end('cancel');
	return refusedWith(REQUEST_TERMINATED, 'carrier');
}

function conclude(
	invite: TrunkInvite,
	outcome: NonNullable<TrunkInvite['outcome']>,
	call: TrunkCall,
): void {
	invite.outcome = outcome;
	call.log(`INVITE ${invite.requestUri} (${invite.role}): ${outcome}`, 'invite', { ...invite });
}

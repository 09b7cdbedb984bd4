import { randomUUID } from 'node:crypto';
import { canceled } from '../hangupCauses';
import { LabCall } from '../labCall';
import type { MultiPartyCall } from '../multiParty/multiPartyCall';
import type { ParticipantDialing } from '../multiParty/participantCall';
import { DialRace, runParticipantCall } from '../multiParty/participantCall';
import type { JoinRequest } from '../multiParty/participantSettings';
import { readJoinRequest } from '../multiParty/participantSettings';
import { takePartByApi } from '../multiParty/takePart';
import { normalized } from '../people';
import { ApiRefusal } from './answers';
import { readCallback } from './callActions/action';
import type { RestContext } from './context';

/** A call as the answer names it. */
export interface AddedCall {
	to: string;
	from: string;
	call_uuid: string;
}

/** Fields whose attribute is not their camel case. */
const ATTRIBUTES: Record<string, string> = { relay_dtmf_inputs: 'relayDTMFInputs' };

/** Checked fields of Add Participant as a way into the multi-party call of that name. */
export function joinOf(friendlyName: string, values: Record<string, unknown>): JoinRequest {
	const attributes = Object.entries(values).map(([name, value]) => [
		ATTRIBUTES[name] ?? name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
		String(value),
	]);
	return readJoinRequest(friendlyName, {
		// Unlike in XML (plivo-conferences.md §C3.6).
		statusCallbackMethod: 'GET',
		recordingCallbackMethod: 'GET',
		...(Object.fromEntries(attributes) as Record<string, string>),
	});
}

/**
 * Moves a call that goes on into the multi-party call.
 * @throws ApiRefusal 404 when there is no such call
 */
export function addExistingCall(
	callUuid: string,
	mpc: () => MultiPartyCall,
	join: JoinRequest,
	{ calls }: RestContext,
): AddedCall[] {
	const call = calls.findLive(callUuid);
	if (call?.state !== 'in-progress') throw new ApiRefusal(404, 'call not found');
	const place = mpc();
	place.expect();
	let arrived = false;
	call.transfer({
		run: async (context) => {
			arrived = true;
			return await takePartByApi(place, join, context);
		},
	});
	call.ended.addEventListener('abort', () => {
		if (!arrived) place.stopExpecting();
	});
	return [added(call)];
}

/** Dials the destinations; who picks up first takes part. */
export function addByDialing(
	values: Record<string, unknown>,
	mpc: MultiPartyCall,
	join: JoinRequest,
	{ calls, queue, world }: RestContext,
): AddedCall[] {
	const { from, to, caller_name: callerName } = values as Record<string, string>;
	mpc.expect();
	const race = new DialRace(() => mpc.stopExpecting());
	const targets = (to ?? '').split('<').map(normalized);
	const placed = targets.map((target, index) => {
		const callee = world.people.find(target);
		const call = new LabCall(
			{
				uuid: randomUUID(),
				direction: 'outbound',
				from: normalized(from ?? ''),
				to: target,
				// It comes into the multi-party call without a document.
				route: null,
				fields: {},
				sessionStart: new Date(),
				callerName,
				script: callee?.script ?? [],
				stayMs: callee?.stayMs,
			},
			world,
		);
		race.add(call);
		return { call, dialing: dialingOf(values, index) };
	});
	for (const { call, dialing } of placed) {
		calls.add(call);
		queue.add(call, () => void runParticipantCall(call, dialing, race, { mpc, join }, world));
	}
	return placed.map(({ call }) => added(call));
}

/** A call that finds the multi-party call full, in the variant that finds out so late. */
export function endFull(calls: AddedCall[], context: RestContext): void {
	for (const { call_uuid: uuid } of calls) {
		context.calls
			.all()
			.find((call) => call.uuid === uuid)
			?.end(canceled('Plivo'));
	}
}

function dialingOf(values: Record<string, unknown>, index: number): ParticipantDialing {
	// One value for all, or one for each destination.
	const seconds = (name: string, otherwise: number) => {
		const list = String(values[name] ?? otherwise).split('<');
		return Number(list[index] ?? list.at(-1));
	};
	return {
		ringTimeout: seconds('ring_timeout', 45),
		delay: seconds('delay_dial', 0),
		confirmKey: values.confirm_key as string | undefined,
		confirmSound: readCallback(
			{ confirm_key_sound_method: 'GET', ...values },
			'confirm_key_sound_url',
			'confirm_key_sound_method',
		),
		statusCallback: readCallback(values, 'call_status_callback_url', 'call_status_callback_method'),
	};
}

function added({ facts }: LabCall): AddedCall {
	return { to: facts.to, from: facts.from, call_uuid: facts.uuid };
}

import type { Logger } from 'pino';
import type { LiveCall } from '../call/liveCall';
import { answerJson } from '../doors/answer';
import { Refusal } from '../doors/refusal';
import type { Route } from '../doors/route';

/** Where the control API finds the calls. */
export interface CallDirectory {
	/** All calls that live now. */
	calls(): Iterable<LiveCall>;
	/** A live call by an id of Ultravox's that is not its first one: that of the agent which has taken over from a lost one. */
	find?(callId: string): LiveCall | undefined;
}

/** What can be done to a call, by the last part of the address. */
export const CALL_ACTIONS: Record<string, (call: LiveCall) => void> = {
	'hang-up': (call) => call.hangUp(),
	mute: (call) => call.mute(true),
	unmute: (call) => call.mute(false),
	hold: (call) => call.hold(true),
	resume: (call) => call.hold(false),
};

/**
 * The control API of the live calls. `<id>` is Ultravox's id of the call (`callId`, after a resumption the new one as well) or
 * Plivo's (`callUuid`); a call that is not alive in this bridge is a 404.
 * - `GET /control/calls`: `{calls: [status, ...]}`, see LiveCallStatus.
 * - `GET /control/calls/<id>`: `{call: status, transcript: [{role, text, ordinal}, ...]}`, with what is still being spoken.
 * - `POST /control/calls/<id>/hang-up`: ends the call on both sides.
 * - `POST /control/calls/<id>/mute`, `/unmute`: the agent hears silence instead of the caller, or the caller again.
 * - `POST /control/calls/<id>/hold`, `/resume`: the caller hears music and the agent silence, or each other again.
 *
 * The POSTs take no body, answer `{call: status}` as it is afterwards, and may be repeated.
 */
export function controlRoutes(directory: CallDirectory, log: Logger): Route[] {
	return [
		{
			method: 'GET',
			path: /^\/control\/calls$/,
			access: 'control',
			shared: (answers, response) => {
				const lists = answers as Array<{ calls: unknown[] }>;
				answerJson(response, 200, { calls: lists.flatMap(({ calls }) => calls) });
			},
			handle: (_routed, response) => {
				const calls = [...directory.calls()].map((call) => call.status());
				answerJson(response, 200, { calls });
			},
		},
		{
			method: 'GET',
			path: /^\/control\/calls\/([^/]+)$/,
			access: 'control',
			shared: 'owner',
			handle: ({ parameters: [id = ''] }, response) => {
				const call = findCall(directory, id);
				answerJson(response, 200, { call: call.status(), transcript: call.transcript() });
			},
		},
		{
			method: 'POST',
			path: /^\/control\/calls\/([^/]+)\/(hang-up|mute|unmute|hold|resume)$/,
			access: 'control',
			shared: 'owner',
			handle: ({ parameters: [id = '', action = ''] }, response) => {
				const call = findCall(directory, id);
				const { callId, callUuid } = call;
				log.info({ callId, callUuid, action }, 'ordered over the control API');
				CALL_ACTIONS[action]?.(call);
				answerJson(response, 200, { call: call.status() });
			},
		},
	];
}

/** The live call with that id of Ultravox's or Plivo's, as it stands in the address. Throws Refusal 404 when there is none. */
export function findCall(directory: CallDirectory, id: string): LiveCall {
	const wanted = decoded(id);
	for (const call of directory.calls()) {
		if (call.callId === wanted || call.callUuid === wanted) return call;
	}
	const resumed = directory.find?.(wanted);
	if (resumed) return resumed;
	throw new Refusal(404, 'No such call is alive in this bridge.');
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

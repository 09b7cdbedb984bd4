import type { IncomingMessage } from 'node:http';
import { STREAM_TOKEN_VERSION } from '../../../nodes/shared/streamToken';
import { BRIDGE_VERSION } from '../version';
import { countingKey, plainAddress } from './addressRanges';
import { answerJson } from './answer';
import type { Route } from './route';
import { SharedAddresses } from './sharedAddresses';

/** How the bridge is. */
export interface BridgeState {
	draining: boolean;
	/** Live calls. */
	calls: number;
	/** Sockets of Plivo's that wait for their start event. */
	waitingStreams: number;
	/** Events that are not delivered yet. */
	queuedEvents: number;
	/** Why it takes no calls, although it is neither draining nor full. */
	problem?: 'overloaded' | undefined;
	/** What should be looked after, one sentence, although calls can be taken. */
	warning?: string;
}

/**
 * - `GET /healthz`: 200 as long as the process answers, with `status` (ok, draining), `version` and `tokenVersions`.
 * - `GET /readyz`: 200 `{status: 'ready'}` when it takes calls, else 503 and what keeps it from that: draining, full, or a problem;
 *   either way with a `warning` when there is something to be looked after, for who asks from a private address and through no proxy.
 * - `GET /control/status`: the same as `/healthz` with `calls`, `uptimeSeconds`, `waitingStreams`, `queuedEvents` and that `warning`.
 */
export function statusRoutes(state: () => BridgeState, limits: CapacityLimits): Route[] {
	const health = () => ({
		status: state().draining ? 'draining' : 'ok',
		version: BRIDGE_VERSION,
		tokenVersions: [STREAM_TOKEN_VERSION],
	});
	return [
		{
			method: 'GET',
			path: /^\/healthz$/,
			access: 'open',
			// Whoever watches over the process may come from the same address as a stranger who asks too much, and must not end it for that.
			unlimited: true,
			handle: (_routed, response) => answerJson(response, 200, health()),
		},
		{
			method: 'GET',
			path: /^\/readyz$/,
			access: 'open',
			unlimited: true,
			handle: ({ request }, response) => {
				const warning = isFromWithin(request) ? state().warning : undefined;
				const reason = unreadyReason(state(), limits);
				const status = reason ?? 'ready';
				answerJson(response, reason === undefined ? 200 : 503, { status, warning });
			},
		},
		{
			method: 'GET',
			path: /^\/control\/status$/,
			access: 'control',
			shared: (answers, response) =>
				answerJson(response, 200, sumOf(answers as Array<Record<string, unknown>>)),
			handle: (_routed, response) => {
				const { calls, waitingStreams, queuedEvents, warning } = state();
				const uptimeSeconds = Math.round(process.uptime());
				const numbers = { calls, uptimeSeconds, waitingStreams, queuedEvents };
				answerJson(response, 200, { ...health(), ...numbers, warning });
			},
		},
	];
}

/** Addresses of proxies, watchdogs and neighbours. */
const WITHIN = new SharedAddresses();

/** Strangers need not know what is wrong inside. */
function isFromWithin({ socket, headers }: IncomingMessage): boolean {
	const address = plainAddress(socket.remoteAddress ?? '');
	const isPassedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
	return address !== undefined && WITHIN.includes(countingKey(address)) && !isPassedOn;
}

/** The state of several processes: what can be added up is, but for the time they are up; a warning is that of one of them. */
function sumOf(states: Array<Record<string, unknown>>): object {
	const sum: Record<string, unknown> = { ...states[0] };
	for (const state of states.slice(1)) {
		for (const name of ['calls', 'waitingStreams', 'queuedEvents']) {
			sum[name] = Number(sum[name]) + Number(state[name]);
		}
	}
	sum.warning = states.map(({ warning }) => warning).find((warning) => warning !== undefined);
	return sum;
}

/** Why the bridge takes no calls at this moment; undefined when it does. */
export function unreadyReason(state: BridgeState, limits: CapacityLimits): string | undefined {
	if (state.draining) return 'draining';
	return lackOfRoom(state, limits) ? 'full' : state.problem;
}

/** Bounds on streams, from the configuration. */
export interface CapacityLimits {
	calls: number;
	waitingStreams: number;
}

/** What there is too much of to take another stream; undefined when there is room. */
export function lackOfRoom(
	{ calls, waitingStreams }: BridgeState,
	limits: CapacityLimits,
): 'calls' | 'waiting' | undefined {
	// Whoever waits will be a call.
	if (calls + waitingStreams >= limits.calls) return 'calls';
	return waitingStreams >= limits.waitingStreams ? 'waiting' : undefined;
}

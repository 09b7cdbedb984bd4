import type { BridgeReport } from '../../../nodes/shared/bridgeEvents';
import type { PlivoLegEnd } from '../plivo/plivoLeg';

/** How a call ended, and who ended it. */
export type CallOutcome = Pick<BridgeReport, 'endedBy' | 'reason'>;

/** The outcomes there are, by reason. */
export const OUTCOMES = {
	callerHangup: { endedBy: 'caller', reason: 'caller-hangup' },
	streamLost: { endedBy: 'bridge', reason: 'stream-lost' },
	agentEnded: { endedBy: 'agent', reason: 'agent-ended' },
	agentRefused: { endedBy: 'agent', reason: 'agent-refused' },
	agentLost: { endedBy: 'agent', reason: 'agent-lost' },
	bridgeShutdown: { endedBy: 'bridge', reason: 'bridge-shutdown' },
	protocolError: { endedBy: 'bridge', reason: 'protocol-error' },
	hungUp: { endedBy: 'bridge', reason: 'hung-up' },
	noAudio: { endedBy: 'bridge', reason: 'no-audio' },
	tooLong: { endedBy: 'bridge', reason: 'too-long' },
	/** Told by another bridge, in place of one that died. */
	bridgeLost: { endedBy: 'bridge', reason: 'bridge-lost' },
	stalled: { endedBy: 'bridge', reason: 'stalled' },
} as const satisfies Record<string, CallOutcome>;

const GOODBYES: ReadonlySet<CallOutcome['reason']> = new Set([
	'hung-up',
	'too-long',
	'agent-ended',
] satisfies Array<CallOutcome['reason']>);

/** Whether it is an ordinary end while the caller is still there: n8n must not go on with another agent or a forwarding. */
export function isGoodbye({ reason }: CallOutcome): boolean {
	return GOODBYES.has(reason);
}

/** Whether the caller may still be there and has nobody to talk with. */
export function isLoss(outcome: CallOutcome): boolean {
	return !isGoodbye(outcome) && outcome.reason !== 'caller-hangup';
}

/** The outcome of a stream whose socket went away first. */
export function outcomeOf(end: PlivoLegEnd | undefined): CallOutcome {
	return end?.how === 'closed' ? OUTCOMES.callerHangup : OUTCOMES.streamLost;
}

/** The report of a stream that ended before any audio flowed. */
export function emptyReport(outcome: CallOutcome): BridgeReport {
	return {
		...outcome,
		durationMs: 0,
		framesFromCaller: 0,
		framesToCaller: 0,
		bargeIns: 0,
		resumes: 0,
		firstAgentAudioMs: null,
		digits: '',
		droppedFrames: 0,
		discardedMs: 0,
		recording: null,
	};
}

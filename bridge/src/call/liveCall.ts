import type { BridgeTranscriptLine } from '../../../nodes/shared/bridgeEvents';
import type { AudioTap } from './audioTap';

/** What is known of a live call at this moment. */
export interface LiveCallStatus {
	/** Ultravox's id of the call. */
	callId: string;
	/** Plivo's id of the call. */
	callUuid: string;
	/** ISO 8601 in UTC. */
	startedAt: string;
	durationMs: number;
	contentType: string;
	/** Connected to an agent; false while it is dialled or replaced. */
	connected: boolean;
	/** The caller is not passed on to the agent, which hears silence. */
	muted: boolean;
	/** The caller hears music, and the agent silence. */
	held: boolean;
	/** What the agent does, in Ultravox's words (idle, listening, thinking, speaking); null until it says. */
	agentState: string | null;
	bargeIns: number;
	resumes: number;
	droppedFrames: number;
	/** Loudest sample since the last status, 0 to 1; null while nobody listens to the levels. */
	callerLevel: number | null;
	agentLevel: number | null;
	/** 99 of 100 frames left the bridge within this time after it had read them, in milliseconds; null before the first. */
	addedLatencyMs: number | null;
	/** Play time that Plivo still holds, in milliseconds. */
	aheadMs: number;
	/** Keys pressed so far. Which ones is not told: they may be a secret number. */
	digitCount: number;
}

/** A live call, for those outside it: the control API and the live page. */
export interface LiveCall {
	readonly callId: string;
	readonly callUuid: string;
	/** Hertz, of what taps hear. */
	readonly sampleRate: number;
	status(): LiveCallStatus;
	/** What was said, also what is still being spoken. */
	transcript(): BridgeTranscriptLine[];
	/** Ends the call on both sides. */
	hangUp(): void;
	mute(muted: boolean): void;
	hold(held: boolean): void;
	addTap(tap: AudioTap): void;
	removeTap(tap: AudioTap): void;
}

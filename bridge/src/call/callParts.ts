import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { BridgeReport } from '../../../nodes/shared/bridgeEvents';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { CallFigures, CallMeter } from '../metrics/callMeter';
import type { CallRecording } from '../recording/callRecording';
import type { AgentLeg } from '../ultravox/agentLeg';
import type { CallAudio } from './callAudio';
import type { CallOutcome } from './callOutcome';
import type { Conversation } from './conversation';
import type { LiveCallStatus } from './liveCall';
import type { Resumption } from './resumption';

/** What a call is made of, for those who tell of it. */
export interface CallParts {
	readonly claims: StreamClaims;
	readonly format: AudioFormat;
	readonly agent: AgentLeg;
	readonly audio: CallAudio;
	readonly conversation: Conversation;
	readonly resumption: Resumption;
	readonly meter: CallMeter;
	/** Reports of Plivo's that it could not play audio. */
	readonly playFailures: number;
	readonly recording: Pick<CallRecording, 'summary'> | undefined;
	/** ISO 8601 in UTC. */
	readonly startedAt: string;
	/** Milliseconds since the call began. */
	readonly elapsedMs: number;
}

/** The call at this moment. */
export function statusOf(call: CallParts): LiveCallStatus {
	const { claims, conversation, audio } = call;
	return {
		callId: claims.callId,
		callUuid: claims.callUuid,
		startedAt: call.startedAt,
		durationMs: Math.round(call.elapsedMs),
		contentType: claims.contentType,
		connected: call.agent.ready,
		muted: audio.gate.muted,
		held: audio.gate.held,
		agentState: conversation.agentState,
		bargeIns: conversation.bargeIns,
		resumes: call.resumption.count,
		droppedFrames: audio.fromCaller.dropped,
		...audio.taps.levels(),
		addedLatencyMs: call.meter.addedLatencyMs,
		aheadMs: Math.round(audio.playback.aheadMs),
		digitCount: conversation.digits.length,
	};
}

/** How the call went. */
export function reportOf(call: CallParts, outcome: CallOutcome): BridgeReport {
	const { framesToAgent, framesToCaller, droppedFrames } = figuresOf(call);
	return {
		...outcome,
		durationMs: Math.round(call.elapsedMs),
		framesFromCaller: framesToAgent,
		framesToCaller,
		bargeIns: call.conversation.bargeIns,
		resumes: call.resumption.count,
		firstAgentAudioMs: call.audio.firstAgentAudioMs,
		digits: call.conversation.digits,
		droppedFrames,
		discardedMs: Math.round(call.audio.discardedMs),
		recording: call.recording?.summary() ?? null,
	};
}

/** What went wrong or was dropped beside audio, for the log. */
export function troublesOf({ agent, conversation, playFailures }: CallParts): object {
	const { droppedPieces, unknownTools, droppedTools } = conversation;
	const { droppedTexts } = agent;
	return { droppedTexts, droppedPieces, playFailures, unknownTools, droppedTools };
}

/** What the call has moved so far. Frames are those of 20 ms that the bytes amount to. */
export function figuresOf({ format, audio, agent, conversation }: CallParts): CallFigures {
	const { fromCaller, playback } = audio;
	return {
		bytesToAgent: fromCaller.bytes,
		framesToAgent: Math.floor(fromCaller.bytes / format.bytesPerFrame),
		bytesToCaller: playback.bytes,
		framesToCaller: Math.floor(playback.bytes / format.bytesPerFrame),
		droppedFrames: fromCaller.dropped,
		lateFrames: fromCaller.droppedLate,
		droppedTexts: agent.droppedTexts,
		droppedPieces: conversation.droppedPieces,
		droppedTools: conversation.droppedTools,
		aheadMs: playback.aheadMs,
		waitingToAgentMs: fromCaller.waitingMs,
		waitingToCallerMs: playback.waitingMs,
	};
}

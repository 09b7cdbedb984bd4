import type { BridgeTranscriptLine } from '../../../nodes/shared/bridgeEvents';
import type { CallEvents } from '../events/callEvents';
import type { TranscriptMessage } from '../ultravox/agentMessage';
import { Transcript } from '../ultravox/transcript';
import type { CallFeed } from './callFeed';
import type { LiveCall } from './liveCall';

/** A report keeps this many digits; nobody types more. */
const MAXIMUM_DIGITS = 1_000;
/** Invocations of tools that are told; an agent that wants more of what nobody has goes on without that. */
const MAXIMUM_TOOLS_TOLD = 1_000;
/** Characters of a tool's name and of an invocation's id that are told. */
const LONGEST_NAME = 200;

/** What both sides say and do besides audio: kept for the report, told to n8n and to whoever watches. */
export class Conversation {
	/** In Ultravox's words; null until it says. */
	agentState: string | null = null;
	/** All keys pressed. */
	digits = '';
	bargeIns = 0;
	/** Invocations of tools that nobody here has. */
	unknownTools = 0;
	/** Those of them that n8n was not told of. */
	droppedTools = 0;
	private readonly transcript = new Transcript();

	constructor(
		private readonly call: LiveCall,
		private readonly events: Pick<CallEvents, 'emit'>,
		private readonly feed: CallFeed,
	) {}

	/** Everything said, also what is still being spoken. */
	lines(): BridgeTranscriptLine[] {
		return this.transcript.all();
	}

	/** Pieces of transcript beyond what is remembered. */
	get droppedPieces(): number {
		return this.transcript.dropped;
	}

	said(piece: TranscriptMessage): void {
		const told = this.transcript.apply(piece);
		if (told) this.events.emit('transcript', { ...told });
		if (!this.feed.watched) return;
		const line = this.transcript.lineOf(piece);
		if (line) this.feed.transcript(this.call, line, piece.final);
	}

	/** Told when it changes. */
	agentIs(state: string): void {
		if (state === this.agentState) return;
		this.agentState = state;
		this.events.emit('state', { state });
		this.feed.updated(this.call);
	}

	/** `discardedMs`: speech of the agent that the caller never hears. */
	interrupted(discardedMs: number): void {
		this.bargeIns += 1;
		this.events.emit('barge-in', { discardedMs: Math.round(discardedMs) });
		this.feed.updated(this.call);
	}

	/** Beyond a bound it is only counted. */
	toolCalled(toolName: string, invocationId: string): void {
		this.unknownTools += 1;
		if (this.unknownTools > MAXIMUM_TOOLS_TOLD) {
			this.droppedTools += 1;
			return;
		}
		this.events.emit('tool', {
			toolName: toolName.slice(0, LONGEST_NAME),
			invocationId: invocationId.slice(0, LONGEST_NAME),
		});
	}

	pressed(digit: string): void {
		if (this.digits.length < MAXIMUM_DIGITS) this.digits += digit;
		this.feed.updated(this.call);
	}

	/** An entry of digits is complete. */
	entered(digits: string): void {
		this.events.emit('dtmf', { digits });
	}

	/** Another agent goes on. */
	resumed(facts: { reason: string; priorCallId: string; callId: string }): void {
		this.transcript.continueInNextCall();
		this.agentState = null;
		this.events.emit('resumed', { ...facts });
		this.feed.updated(this.call);
	}
}

import type { Logger } from 'pino';
import type { PlivoLegEnd, PlivoLegListener } from '../plivo/plivoLeg';
import type { PlivoMessage } from '../plivo/plivoMessage';
import type { CallAudio } from './callAudio';
import type { CallEnd } from './callEnd';
import type { CallFault } from './callFault';
import { OUTCOMES, outcomeOf } from './callOutcome';
import type { Conversation } from './conversation';
import type { DtmfBatch } from './dtmfBatch';

/** What Plivo's side needs of its call. */
export interface PlivoSideCall {
	readonly audio: CallAudio;
	readonly conversation: Conversation;
	readonly dtmf: DtmfBatch;
	readonly end: CallEnd;
	readonly fault: CallFault;
	/** Plivo's socket is gone. */
	finishWhenClosed(): void;
}

/** Plivo's side of a call: what it says goes to the parts of the call. */
export class PlivoSide implements PlivoLegListener {
	/** Reports that it could not play audio. */
	playFailures = 0;

	constructor(
		private readonly call: PlivoSideCall,
		private readonly log: Logger,
	) {}

	onPlivoMessage(message: PlivoMessage): void {
		const { call } = this;
		switch (message.event) {
			case 'media':
				call.audio.fromCaller.write(message.payload);
				return;
			case 'dtmf':
				call.conversation.pressed(message.digit);
				call.dtmf.press(message.digit);
				return;
			case 'played':
				call.end.played(message.name);
				return;
			case 'stop':
				call.end.atOnce(OUTCOMES.callerHangup);
				return;
			case 'failed':
				this.playFailed(message.reason);
				return;
			default:
		}
	}

	onPlivoDrain(): void {
		this.call.audio.playback.sendQueued();
	}

	onPlivoTook(checkpoint: string): void {
		this.call.end.taken(checkpoint);
	}

	onPlivoFault(error: unknown): void {
		this.call.fault.failed(error);
	}

	onPlivoClosed(end: PlivoLegEnd): void {
		if (end.how === 'lost' && !this.call.end.outcome) {
			this.log.warn({ detail: end.detail }, 'stream lost');
		}
		this.call.end.atOnce(outcomeOf(end));
		this.call.finishWhenClosed();
	}

	/** A line for each would let Plivo's side flood the log, which has the number of all at the end. */
	private playFailed(reason: string): void {
		this.playFailures += 1;
		if (this.playFailures === 1) this.log.warn({ reason }, 'Plivo could not play the audio');
	}
}

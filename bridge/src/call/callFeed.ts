import type { BridgeReport, BridgeTranscriptLine } from '../../../nodes/shared/bridgeEvents';
import type { LiveCall } from './liveCall';

/** What happens to calls, as it happens. */
export type CallNews =
	| { type: 'call-started'; call: LiveCall }
	/** Something in the call's status has changed: connected, muted, held, what the agent does, a barge-in, digits. */
	| { type: 'update'; call: LiveCall }
	/** A line as it reads now; it comes again, with the same ordinal, as it grows and once it is final. */
	| { type: 'transcript'; call: LiveCall; line: BridgeTranscriptLine; final: boolean }
	| { type: 'ended'; call: LiveCall; report: BridgeReport };

/** Hears of calls. One that throws hears no more: it must not harm the call that it is told of. */
export type CallListener = (news: CallNews) => void;

/** Tells of all calls of the process to whoever listens; while nobody does, it costs nothing. Nothing is kept for later. */
export class CallFeed {
	private readonly listeners = new Set<CallListener>();

	/** @param onFault a listener has thrown this and was taken out */
	constructor(private readonly onFault: (error: unknown) => void = () => undefined) {}

	/** True while somebody listens: only then is it worth putting news together. */
	get watched(): boolean {
		return this.listeners.size > 0;
	}

	/** Begins to tell. @returns ends it, and may be called again */
	subscribe(listener: CallListener): () => void {
		this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}

	started(call: LiveCall): void {
		if (this.watched) this.tell({ type: 'call-started', call });
	}

	updated(call: LiveCall): void {
		if (this.watched) this.tell({ type: 'update', call });
	}

	transcript(call: LiveCall, line: BridgeTranscriptLine, final: boolean): void {
		if (this.watched) this.tell({ type: 'transcript', call, line, final });
	}

	ended(call: LiveCall, report: BridgeReport): void {
		if (this.watched) this.tell({ type: 'ended', call, report });
	}

	private tell(news: CallNews): void {
		for (const listener of this.listeners) {
			try {
				listener(news);
			} catch (error) {
				this.listeners.delete(listener);
				this.onFault(error);
			}
		}
	}
}

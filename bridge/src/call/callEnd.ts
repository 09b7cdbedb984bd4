import type { CallEvents } from '../events/callEvents';
import type { Playback } from '../plivo/playback';
import type { PlivoLeg } from '../plivo/plivoLeg';
import type { AgentLeg } from '../ultravox/agentLeg';
import type { Guard } from './callFault';
import { isGoodbye, type CallOutcome } from './callOutcome';

const FAREWELL = 'farewell';
/** For how long (ms) Plivo's stream is kept open after a goodbye that n8n has not taken note of yet. */
const TOLD_MS = 1_000;

export interface CallEndOptions {
	plivo: Pick<PlivoLeg, 'close' | 'closed' | 'sendClearAudio' | 'terminate'>;
	agent: Pick<AgentLeg, 'close'>;
	playback: Pick<Playback, 'endsInMs' | 'finish' | 'heardInMs' | 'isReached' | 'stop'>;
	/** Added to the play time of what Plivo still holds, in milliseconds. */
	farewellGraceMs: number;
	/** How long the last of it may be on its way to Plivo, in milliseconds. */
	farewellStallMs: number;
	guard: Guard;
	/** The end has begun: nothing new is to be said or heard. Comes once. */
	onBegin: () => void;
	events: Pick<CallEvents, 'afterDelivery' | 'emit'>;
}

/** The end of a call: the first reason counts, the agent is told, and Plivo's socket is closed, at once or after the farewell. */
export class CallEnd {
	/** Set when the end has begun. */
	outcome: CallOutcome | undefined;
	private farewellTimer: NodeJS.Timeout | undefined;
	/** Plivo asks n8n what comes next as soon as its socket is closed: after a goodbye n8n is told before. */
	private mustTell = false;

	constructor(private readonly options: CallEndOptions) {}

	/** Ends both sides now; what Plivo still holds is never heard. */
	atOnce(outcome: CallOutcome, plivoCode = 1000): void {
		this.begin(outcome);
		if (this.mustTell && !this.options.plivo.closed) this.options.plivo.sendClearAudio();
		this.closePlivo(plivoCode);
	}

	/** Drops Plivo's socket, which takes nothing any more. */
	breakOff(outcome: CallOutcome): void {
		this.begin(outcome);
		this.stopWaiting();
		this.options.plivo.terminate();
	}

	/**
	 * Ends the agent's side, unless that is gone already; Plivo plays what it was given, and only then is its socket closed: at once
	 * when that has long been played. It reports that by a checkpoint, and when the report does not come, the play time by our
	 * clock counts, from when Plivo has got it all.
	 */
	afterFarewell(outcome: CallOutcome): void {
		if (this.outcome) return;
		this.begin(outcome);
		const { playback, farewellGraceMs, farewellStallMs } = this.options;
		const limitMs = playback.endsInMs + farewellGraceMs;
		if (limitMs <= 0) {
			this.closePlivo(1000);
			return;
		}
		this.limitFarewell(limitMs + farewellStallMs);
		playback.finish(FAREWELL);
	}

	/** The agent cleared what was to be heard: there is no farewell to wait for any more. */
	interrupted(): void {
		if (this.farewellTimer) this.closePlivo(1000);
	}

	/** Plivo has played what came before a checkpoint; nameless reports count for the only one there is. */
	played(checkpoint: string | undefined): void {
		if (this.farewellTimer && this.options.playback.isReached(checkpoint)) this.closePlivo(1000);
	}

	/** Plivo has got everything that came before a checkpoint. */
	taken(checkpoint: string): void {
		const { playback, farewellGraceMs } = this.options;
		if (!this.farewellTimer || !playback.isReached(checkpoint)) return;
		this.limitFarewell(playback.heardInMs + farewellGraceMs);
	}

	private limitFarewell(ms: number): void {
		clearTimeout(this.farewellTimer);
		const over = this.options.guard(() => this.closePlivo(1000));
		this.farewellTimer = setTimeout(over, ms);
	}

	private begin(outcome: CallOutcome): void {
		if (!this.outcome) {
			this.outcome = outcome;
			this.mustTell = isGoodbye(outcome);
			if (this.mustTell) this.options.events.emit('ending', { ...outcome });
			this.options.onBegin();
		}
		this.options.agent.close();
	}

	/**
	 * Normal codes also for a lost agent: Plivo is to go on with the XML after `<Stream>`, and a failure code might make it
	 * connect again first (plivo.md §8.4, unconfirmed).
	 */
	private closePlivo(code: number): void {
		this.stopWaiting();
		const { plivo, events, guard } = this.options;
		const close = () => plivo.close(code, this.outcome?.reason ?? '');
		const waits = this.mustTell && !plivo.closed;
		this.mustTell = false;
		if (waits) events.afterDelivery(TOLD_MS, guard(close));
		else close();
	}

	private stopWaiting(): void {
		clearTimeout(this.farewellTimer);
		this.farewellTimer = undefined;
		this.options.playback.stop();
	}
}

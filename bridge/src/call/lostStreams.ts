import type { Ledger } from './callLedger';

/** Plivo asks half a second after its last try; within one to two such spans (ms) it still counts that a stream was turned away. */
const TURNED_AWAY_MS = 10_000;

/**
 * Knows which streams were lost while the person was still there, for all processes and for a while: as many as the ledger
 * remembers calls. A call of Plivo's may have several, one after the other: such as before and after a human whom it was handed to.
 */
export class LostStreams {
	constructor(private readonly ledger: Pick<Ledger, 'claim' | 'connect' | 'disown'>) {}

	/** @param callId Ultravox's id of the call that the stream was for */
	add(callId: string): void {
		void this.ledger.claim(lostName(callId), 'lost');
	}

	/**
	 * A stream was not taken, or has ended before it began. It may begin all the same: Plivo tries again, and where several bridges share an
	 * address another one may take it. So this is forgotten soon.
	 */
	turnAway(callId: string): void {
		void this.ledger.claim(turnedAwayName(callId), 'turned away');
	}

	/** Whether the stream was lost. From then on it cannot be added any more. */
	async has(callId: string): Promise<boolean> {
		const { ledger } = this;
		if (!(await ledger.claim(lostName(callId), ASKED))) return true;
		const isTurnedAway = [turnedAwayName(callId), turnedAwayName(callId, 1)].map(
			async (name) => !(await ledger.claim(name, ASKED)),
		);
		return (await Promise.all(isTurnedAway)).includes(true) && !(await this.hasBegun(callId));
	}

	private async hasBegun(callId: string): Promise<boolean> {
		const refused = await this.ledger.connect(callId);
		if (refused === undefined) this.ledger.disown(callId);
		return refused === 'spent';
	}
}

/** Whoever claims a name first owns it: nobody has to be told of a loss to hear of it. */
const ASKED = 'asked for';
const lostName = (callId: string): string => `lost stream ${callId}`;

/** A name of its own for each span of time, of which the one at present counts from 0. */
function turnedAwayName(callId: string, spansAgo = 0): string {
	return `stream turned away ${Math.floor(Date.now() / TURNED_AWAY_MS) - spansAgo} ${callId}`;
}

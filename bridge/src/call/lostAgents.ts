import type { Ledger } from './callLedger';

/**
 * Knows which streams have lost their agent while the person was still there, for all processes and for a while: as many as the ledger
 * remembers calls. A call of Plivo's may have several, one after the other: such as before and after a human whom it was handed to.
 */
export class LostAgents {
	constructor(private readonly ledger: Pick<Ledger, 'claim'>) {}

	/** @param callId Ultravox's id of the call that the stream was for */
	add(callId: string): void {
		void this.ledger.claim(nameOf(callId), 'lost');
	}

	/** Whether the stream was added. From then on it cannot be added any more. */
	async has(callId: string): Promise<boolean> {
		return !(await this.ledger.claim(nameOf(callId), 'asked for'));
	}
}

/** Whoever claims it first owns it: nobody has to be told of a loss to hear of it. */
const nameOf = (callId: string): string => `lost agent ${callId}`;

import type { Ledger } from './callLedger';

/**
 * Knows of which calls the agent was lost while the person was still there, for all processes and for a while: as many calls as the ledger
 * remembers.
 */
export class LostAgents {
	constructor(private readonly ledger: Pick<Ledger, 'claim'>) {}

	/** @param callUuid Plivo's id of the call */
	add(callUuid: string): void {
		void this.ledger.claim(nameOf(callUuid), 'lost');
	}

	/** Whether the call was added. From then on it cannot be added any more. */
	async has(callUuid: string): Promise<boolean> {
		return !(await this.ledger.claim(nameOf(callUuid), 'asked for'));
	}
}

/** Whoever claims it first owns it: nobody has to be told of a loss to hear of it. */
const nameOf = (callUuid: string): string => `lost agent ${callUuid}`;

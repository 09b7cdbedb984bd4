import type { ConnectRefusal, Ledger } from './callLedger';
import type { SpentCalls } from './spentCalls';

/** A ledger whose spent tokens outlast the process: they are on disk too. */
export class LastingLedger implements Ledger {
	constructor(
		private readonly ledger: Ledger,
		private readonly spent: Pick<SpentCalls, 'add' | 'has'>,
	) {}

	async connect(callId: string): Promise<ConnectRefusal | undefined> {
		const refused = await this.ledger.connect(callId);
		if (refused) return refused;
		return (await this.spent.has(callId)) ? 'spent' : undefined;
	}

	async spend(callId: string): Promise<boolean> {
		return (await this.ledger.spend(callId)) && (await this.spent.add(callId));
	}

	disown(callId: string): void {
		this.ledger.disown(callId);
	}

	claim(name: string, owner: string): boolean | Promise<boolean> {
		return this.ledger.claim(name, owner);
	}
}

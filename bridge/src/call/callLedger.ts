import { FirstOwners } from './firstOwners';

/** Why a socket for a call is not wanted. */
export type ConnectRefusal = 'spent' | 'too-many-connects';

/** Knows which calls have had their stream. Answers at once, or later when somebody else must be asked. */
export interface Ledger {
	/** Counts one connect, unless it is refused. */
	connect(callId: string): ConnectRefusal | undefined | Promise<ConnectRefusal | undefined>;
	/** Spends the call's token. False when it was spent before. */
	spend(callId: string): boolean | Promise<boolean>;
	/** Takes back one connect, that of a socket which was not this call's. */
	disown(callId: string): void;
	/** Whether a name is this owner's: whoever claims one first, owns it. */
	claim(name: string, owner: string): boolean | Promise<boolean>;
}

interface Entry {
	connects: number;
	spent: boolean;
}

/**
 * Remembers which calls have had their stream: a token is spent by Plivo's `start` event, not by connecting, because Plivo connects
 * again when a socket dies before that. Bounded: the calls not seen for longest are forgotten first, long after
 * their tokens have expired. It also knows the first owner of other names, in as many places again: whose an answer is, which orders were
 * obeyed, which streams were lost.
 */
export class CallLedger implements Ledger {
	private readonly entries = new Map<string, Entry>();

	private readonly owners: FirstOwners;

	constructor(private readonly limits: { connectsPerCall: number; rememberedCalls: number }) {
		this.owners = new FirstOwners(limits.rememberedCalls);
	}

	/** Counts one connect, unless it is refused. */
	connect(callId: string): ConnectRefusal | undefined {
		const entry = this.entry(callId);
		if (entry.spent) return 'spent';
		if (entry.connects >= this.limits.connectsPerCall) return 'too-many-connects';
		entry.connects += 1;
		return undefined;
	}

	/** Spends the call's token. False when it was spent before. */
	spend(callId: string): boolean {
		const entry = this.entry(callId);
		if (entry.spent) return false;
		entry.spent = true;
		return true;
	}

	/** Takes back one connect, that of a socket which was not this call's. */
	disown(callId: string): void {
		const entry = this.entries.get(callId);
		if (entry) entry.connects = Math.max(0, entry.connects - 1);
	}

	/** Whether a name is this owner's. Bounded as the calls are, and apart from them. */
	claim(name: string, owner: string): boolean {
		return this.owners.claim(name, owner);
	}

	private entry(callId: string): Entry {
		const entry = this.entries.get(callId) ?? { connects: 0, spent: false };
		this.entries.delete(callId);
		this.entries.set(callId, entry);
		if (this.entries.size > this.limits.rememberedCalls) {
			const oldest = this.entries.keys().next();
			if (!oldest.done) this.entries.delete(oldest.value);
		}
		return entry;
	}
}

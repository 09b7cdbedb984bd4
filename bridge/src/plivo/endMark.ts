import type { PlivoLeg } from './plivoLeg';

/** The checkpoint behind the last audio of a call: Plivo reports when it has played what came before. */
export class EndMark {
	/** Counts the clears: an answer to a checkpoint from before one is not taken for a later one's. */
	private generation = 0;
	/** To be asked for once what waits is sent; and what was asked for. */
	private wanted: string | undefined;
	private asked: string | undefined;
	/** When it was asked for, by performance.now(). */
	private askedAt = 0;

	/** How long ago Plivo was asked, in milliseconds. */
	get askedForMs(): number {
		return performance.now() - this.askedAt;
	}

	/** Wants a checkpoint of this name. */
	want(name: string): void {
		this.wanted = `${name}.${this.generation}`;
	}

	/** Everything is sent: asks for the checkpoint that is wanted, if any. @param now performance.now() */
	ask(leg: Pick<PlivoLeg, 'sendCheckpoint'>, now: number): void {
		if (this.wanted === undefined) return;
		this.asked = this.wanted;
		this.askedAt = now;
		this.wanted = undefined;
		leg.sendCheckpoint(this.asked);
	}

	/**
	 * Whether a report is of the checkpoint that was asked for last, and not of one from before a clear, of another name or of nobody's.
	 * One without a name can only be of that.
	 */
	isReached(checkpoint: string | undefined): boolean {
		return this.asked !== undefined && (checkpoint ?? this.asked) === this.asked;
	}

	/** What came before a checkpoint is not to be heard any more. */
	drop(): void {
		this.wanted = undefined;
		this.asked = undefined;
	}

	/** Plivo drops what it holds. */
	cleared(): void {
		this.generation += 1;
	}
}

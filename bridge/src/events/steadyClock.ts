/**
 * What a former process left is tried for this long (ms) at least, however old it seems: the clock may have been wrong when it was written
 * or may be wrong now, and n8n may just be starting too.
 */
const TRIED_MS = 300_000;

/** The system's clock at one moment, which goes on by itself from then on: no correction of the system's clock makes anything old. */
export class SteadyClock {
	private readonly since = performance.now();
	private readonly begunAt = Date.now();

	/** Milliseconds since 1970. */
	now(): number {
		return Math.round(this.begunAt + this.elapsedMs);
	}

	/** Whether it has run for long enough that what seems older than this may be given up. */
	mayGiveUp(maxAgeMs: number): boolean {
		return this.elapsedMs >= Math.min(maxAgeMs, TRIED_MS);
	}

	private get elapsedMs(): number {
		return performance.now() - this.since;
	}
}

import { FleetingNames } from './fleetingNames';

/** Plivo asks within half a second of the end of a stream; what takes longer is not worth a bridge that does not stop. */
const WAIT_MS = 3_000;

/**
 * The streams that have ended here and after which Plivo asks what comes next (doors/afterStream.ts): a bridge that stops listens until it has
 * been asked, for otherwise the person would hear nothing while Plivo tries.
 */
export class AfterQuestions {
	private readonly open: FleetingNames;
	private readonly settled: FleetingNames;

	/** @param waitMs how long a question is waited for, in milliseconds */
	constructor(private readonly waitMs: number = WAIT_MS) {
		this.open = new FleetingNames(waitMs);
		this.settled = new FleetingNames(waitMs);
	}

	/**
	 * A stream has ended and Plivo will ask, unless it has done so before the end was known here.
	 * @param callId Ultravox's id of the call that it was for
	 */
	expect(callId: string): void {
		if (!this.settled.has(callId)) this.open.add(callId);
	}

	/** Plivo has asked, and has its answer. */
	answered(callId: string): void {
		this.settled.add(callId);
		this.open.delete(callId);
	}

	/** Resolves when no question is waited for any more, or when other streams end all the time. */
	async asked(): Promise<void> {
		await this.open.none(AbortSignal.timeout(2 * this.waitMs));
	}
}

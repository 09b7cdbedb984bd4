/** Plivo asks within half a second of the end of a stream; what takes longer is not worth a bridge that does not stop. */
const WAIT_MS = 3_000;

/**
 * The streams that have ended here and after which Plivo asks what comes next (doors/afterStream.ts): a bridge that stops listens until it has
 * been asked, for otherwise the person would hear nothing while Plivo tries.
 */
export class AfterQuestions {
	private readonly open = new Map<string, NodeJS.Timeout>();
	private onNone: (() => void) | undefined;

	/** @param waitMs how long a question is waited for, in milliseconds */
	constructor(private readonly waitMs: number = WAIT_MS) {}

	/**
	 * A stream has ended and Plivo will ask.
	 * @param callId Ultravox's id of the call that it was for
	 */
	expect(callId: string): void {
		this.answered(callId);
		const timer = setTimeout(() => this.answered(callId), this.waitMs);
		this.open.set(callId, timer.unref());
	}

	/** Plivo has asked, and has its answer. */
	answered(callId: string): void {
		clearTimeout(this.open.get(callId));
		this.open.delete(callId);
		if (this.open.size === 0) this.onNone?.();
	}

	/** Resolves when no question is waited for any more. */
	async asked(): Promise<void> {
		if (this.open.size === 0) return;
		await new Promise<void>((resolve) => (this.onNone = resolve));
	}
}

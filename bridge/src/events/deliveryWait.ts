import type { PostSlots } from './postSlots';

/** What a delivery waits for: its turn, or the end of a pause. Either can be cut short. */
export class DeliveryWait {
	private cut: (() => void) | undefined;
	private pausing = false;
	private expecting = false;

	/** True while something is waited for. */
	get active(): boolean {
		return this.cut !== undefined;
	}

	/** Resolves with true when it is the host's turn, which must be ended with `slots.leave`; with false when cut short. */
	async turn(slots: PostSlots, host: string): Promise<boolean> {
		const granted = await new Promise<boolean>((resolve) => {
			this.cut = slots.enter(host, resolve);
		});
		this.cut = undefined;
		return granted;
	}

	async pause(durationMs: number): Promise<void> {
		this.pausing = true;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, durationMs);
			this.cut = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.pausing = false;
		this.cut = undefined;
	}

	/** Resolves with the next cue. */
	async cue(): Promise<void> {
		this.expecting = true;
		await new Promise<void>((resolve) => (this.cut = resolve));
		this.expecting = false;
		this.cut = undefined;
	}

	giveCue(): void {
		if (this.expecting) this.cut?.();
	}

	endPause(): void {
		if (this.pausing) this.cut?.();
	}

	/** Cuts short whatever is waited for. */
	end(): void {
		this.cut?.();
	}
}

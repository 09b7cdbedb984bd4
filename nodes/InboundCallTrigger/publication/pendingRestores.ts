import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { cause } from './refusal';
import type { Memory } from './remember';
import type { Restoration } from './restore';
import { restorations, restore } from './restore';
import { beginTurn, runRestore, turnKey, untilRestored } from './turns';

/**
 * Milliseconds after `delete` until Plivo is put back. n8n also calls `delete` before it publishes a new version, 0.3 to
 * 0.8 seconds before `checkExists` (8 seconds where it has much to do), and says nothing by which the two could be told apart.
 * Whoever calls meanwhile is answered by the fallback, which is who answered before.
 */
const GRACE_MS = 10_000;

/** Milliseconds until what could not be put back is tried again, and again: Plivo may be out for a while. */
const RETRIES_MS = [15_000, 60_000, 300_000];

/** Starts a task that never throws, when the time is over. */
export type After = (task: () => Promise<void>, milliseconds: number) => void;

export const afterByClock: After = (task, milliseconds) => {
	void sleep(milliseconds).then(task);
};

export function logNotCleared(context: IHookFunctions, error: unknown): void {
	context.logger.warn('Inbound Call Trigger: could not be cleared up at Plivo', {
		cause: cause(error),
	});
}

interface Work {
	context: IHookFunctions;
	memory: Memory;
	/** Whether neither a publish nor another unpublish has come since. */
	isLatest(): boolean;
}

/** The restores that wait for it to be clear that no new version follows. */
export class PendingRestores {
	/** By turn key. */
	private readonly pending = new Map<string, () => Promise<void>>();
	private readonly untouched = new Set<string>();

	constructor(private readonly after: After) {}

	/** Puts Plivo back when the grace is over, unless a publish comes in between. */
	async schedule(context: IHookFunctions, memory: Memory): Promise<void> {
		const key = await turnKey(context);
		this.untouched.add(key);
		const work = { context, memory, isLatest: beginTurn(key) };
		this.wait(key, work, restorations(context, memory), GRACE_MS, RETRIES_MS);
	}

	private wait(
		key: string,
		{ context, memory, isLatest }: Work,
		due: Restoration[],
		milliseconds: number,
		[next, ...later]: number[],
	): void {
		const advice =
			next === undefined
				? 'Put it back in the Plivo console.'
				: `Trying again in ${next / 1000} seconds.`;
		const run = async () => {
			if (this.pending.get(key) !== run) return;
			this.pending.delete(key);
			if (isLatest()) this.untouched.delete(key);
			try {
				await runRestore(key, async () => {
					const failed = await restore(context, memory, due, advice, isLatest);
					if (failed.length === 0 || next === undefined || !isLatest()) return;
					this.wait(key, { context, memory, isLatest }, failed, next, later);
				});
			} catch (error) {
				logNotCleared(context, error);
			}
		};
		this.pending.set(key, run);
		this.after(run, milliseconds);
	}

	/** Whether the last unpublish in this process has not touched anything at Plivo yet. */
	isUntouched(key: string): boolean {
		return this.untouched.has(key);
	}

	/** Does at once what waits, for a trigger whose numbers are about to be led elsewhere. */
	async flush(context: IHookFunctions): Promise<void> {
		const key = await turnKey(context);
		await this.pending.get(key)?.();
		await untilRestored(key);
	}
}

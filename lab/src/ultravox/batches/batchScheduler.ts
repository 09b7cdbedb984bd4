import type { LabClock } from '../../labClock';
import type { LabUltravoxCall } from '../labUltravoxCall';
import type { UltravoxState } from '../ultravoxState';
import type { LifecycleEvent } from '../vendorTypes';
import { BatchRun } from './batchRun';
import type { LabBatch, LabScheduledCall } from './labBatch';

/** Makes the calls of all batches in their windows (ultravox.md §6). */
export class BatchScheduler {
	readonly batches = new Map<string, LabBatch>();
	/** Which batch made a call, and when; kept when the batch is gone. */
	readonly origins = new Map<string, { batchId: string; at: number }>();
	readonly #runs = new Map<string, BatchRun>();
	#state: UltravoxState | undefined;

	constructor(private readonly clock: LabClock) {}

	/** Whether a batch makes calls at this moment. */
	get busy(): boolean {
		return [...this.#runs.values()].some((run) => run.busy);
	}

	/** What calls are made from; before anything else. */
	attach(state: UltravoxState): void {
		this.#state = state;
	}

	/** A new batch, or one that was changed: its calls are looked at soon. */
	schedule(batch: LabBatch): void {
		if (!this.#state) throw new Error('The scheduler is not attached to a lab');
		this.batches.set(batch.batchId, batch);
		const known = this.#runs.get(batch.batchId);
		const run = known ?? new BatchRun(batch, this.#state);
		this.#runs.set(batch.batchId, run);
		run.wakeAt(this.clock.now());
	}

	/** The batch and what is still to be made of it are gone; its calls stay. */
	remove(batch: LabBatch): void {
		this.#runs.get(batch.batchId)?.stop();
		this.#runs.delete(batch.batchId);
		this.batches.delete(batch.batchId);
	}

	/** Something happened to a call: of a batch, or one that took a place among the concurrent calls. */
	noteLifecycle(event: LifecycleEvent, call: LabUltravoxCall): void {
		if (event === 'call.joined' || event === 'call.ended') {
			for (const run of this.#runs.values()) {
				const scheduled = run.batch.calls.find(({ callId }) => callId === call.callId);
				if (scheduled) noteOutcome(scheduled, event);
			}
		}
		if (event === 'call.started') return;
		for (const run of this.#runs.values()) run.wakeAt(this.clock.now());
	}

	close(): void {
		for (const run of this.#runs.values()) run.stop();
	}
}

/** Where only a joined call is a success (variant `batchSuccess`), one that ends without is none. */
function noteOutcome(scheduled: LabScheduledCall, event: LifecycleEvent): void {
	if (scheduled.state !== 'made') return;
	scheduled.state = event === 'call.joined' ? 'SUCCESS' : 'ERROR';
	if (event === 'call.ended') scheduled.error = 'Nobody joined the call.';
}

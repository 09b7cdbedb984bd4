import { ApiError } from '../apiErrors';
import { createCall } from '../callCreation';
import { callJson } from '../callJson';
import type { LabUltravoxCall } from '../labUltravoxCall';
import type { LabThrottle } from '../throttles/labThrottle';
import { countCall, findThrottle, throttleWaitMs } from '../throttles/labThrottle';
import type { UltravoxState } from '../ultravoxState';
import type { LabBatch, LabScheduledCall } from './labBatch';
import { isOutgoing } from './labBatch';

/** Before the next call after one that failed (ultravox.md §6 knows of a pause, not how long it is). */
const PAUSE_AFTER_FAILURE_MS = 1000;
/** Before the same call is tried again when the account has no place for it. */
const PAUSE_AT_CAPACITY_MS = 1000;

/** The calls of one batch, made one after another on the lab's clock. */
export class BatchRun {
	#takeBackAlarm: () => void = () => undefined;
	#busy = false;
	#stopped = false;
	#notBefore = 0;

	constructor(
		readonly batch: LabBatch,
		private readonly state: UltravoxState,
	) {}

	/** Whether it makes calls at this moment. */
	get busy(): boolean {
		return this.#busy;
	}

	/** Looks at the batch at a time, instead of when it would have. */
	wakeAt(at: number): void {
		if (this.#stopped) return;
		this.#takeBackAlarm();
		this.#takeBackAlarm = this.state.clock.at(at, () => void this.#run());
	}

	stop(): void {
		this.#stopped = true;
		this.#takeBackAlarm();
	}

	async #run(): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		try {
			let wait = await this.#step();
			while (wait === 0 && !this.#stopped) wait = await this.#step();
			if (wait !== undefined && wait > 0) this.#sleep(wait);
		} finally {
			this.#busy = false;
		}
	}

	/** Sleeps, but not past the window's end, when what is left expires. */
	#sleep(ms: number): void {
		const { windowEnd } = this.batch;
		const end = windowEnd === null ? Infinity : Date.parse(windowEnd);
		const at = Math.min(this.state.clock.now() + ms, end);
		if (Number.isFinite(at)) this.wakeAt(at);
	}

	/** Makes the next call. Milliseconds until something can be done, Infinity for nobody knows, undefined for never. */
	async #step(): Promise<number | undefined> {
		const { batch, state } = this;
		const now = state.clock.now();
		const waiting = batch.calls.filter((call) => call.state === 'waiting');
		if (batch.windowEnd !== null && now >= Date.parse(batch.windowEnd)) {
			for (const call of waiting) call.state = 'EXPIRED';
		}
		const next = waiting.find((call) => call.state === 'waiting');
		if (!next) {
			this.#endWhenComplete();
			return undefined;
		}
		const start = batch.windowStart === null ? 0 : Date.parse(batch.windowStart);
		if (batch.paused) return Infinity;
		if (now < Math.max(start, this.#notBefore)) return Math.max(start, this.#notBefore) - now;
		const throttle =
			batch.throttle === null ? undefined : findThrottle(state.throttles, batch.throttle);
		const throttledMs = throttle ? throttleWaitMs(throttle, now) : 0;
		if (throttledMs > 0) return throttledMs;
		return await this.#make(next, throttle);
	}

	async #make(scheduled: LabScheduledCall, throttle: LabThrottle | undefined): Promise<number> {
		const { batch, state } = this;
		const agent = state.agents.get(batch.agentId);
		if (!agent) return this.#fail(scheduled, 'The agent does not exist any more.');
		if (batch.throttle !== null && !throttle) {
			return this.#fail(scheduled, 'The call throttle does not exist any more.');
		}
		let call: LabUltravoxCall;
		try {
			call = createCall(state, scheduled.request, { agent });
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.status === 429) return PAUSE_AT_CAPACITY_MS;
			return this.#fail(scheduled, JSON.stringify(error.body));
		}
		if (throttle) countCall(throttle, state.clock.now());
		scheduled.callId = call.callId;
		const { batchId } = batch;
		state.batches.origins.set(call.callId, { batchId, at: state.clock.now() });
		// From here on it does not expire; it is a success once the webhook has taken it.
		scheduled.state = 'made';
		if (!isOutgoing(call.settings.medium)) {
			const failure = await this.#tellWebhook(call);
			if (failure !== undefined) return this.#fail(scheduled, `The webhook failed: ${failure}`);
		}
		if (state.variants.batchSuccess === 'created' || call.joined) scheduled.state = 'SUCCESS';
		return 0;
	}

	/** One attempt, no repeats (ultravox.md §6). */
	async #tellWebhook(call: LabUltravoxCall): Promise<string | undefined> {
		const { webhookUrl, webhookSecret } = this.batch;
		const isSigned = this.state.variants.batchWebhookSigned && webhookSecret !== null;
		return await this.state.deliveries.sendOnce({
			url: webhookUrl ?? '',
			secrets: isSigned ? [webhookSecret] : [],
			event: 'call.started',
			callId: call.callId,
			payload: { event: 'call.started', call: callJson(call) },
		});
	}

	#fail(scheduled: LabScheduledCall, error: string): number {
		scheduled.state = 'ERROR';
		scheduled.error = error;
		this.#notBefore = this.state.clock.now() + PAUSE_AFTER_FAILURE_MS;
		return 0;
	}

	#endWhenComplete(): void {
		const { batch } = this;
		const isOpen = batch.calls.some(({ state }) => state === 'waiting' || state === 'made');
		if (isOpen) batch.endedAt = null;
		else batch.endedAt ??= this.state.clock.text();
	}
}

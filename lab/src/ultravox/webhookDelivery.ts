import { DeliveryFaults } from '../deliveryFaults';
import type { LabLog } from '../labLog';
import type { UltravoxVariants } from './ultravoxVariants';
import { webhookHeaders, webhookTimestamp } from './webhookSignature';

/** Repeats after the first attempt, each waiting twice as long as the one before (ultravox.md §7.6). */
const MOST_RETRIES = 10;
const RESPONSE_DEADLINE_MS = 15_000;

/** One thing to tell a webhook or a per-call callback. */
export interface Delivery {
	url: string;
	secrets: string[];
	/** The payload's `event`. */
	event: string;
	callId: string;
	payload: unknown;
	/** Called for every attempt that failed, with what went wrong. */
	onFailure?: (failure: string) => void;
	/** Called once an attempt got its 2xx. */
	onSuccess?: () => void;
}

/** Sends webhooks, repeating those that failed. */
export class WebhookDelivery {
	/** What happens to webhooks and callbacks on their way; a batch's webhook is no such delivery. */
	readonly faults = new DeliveryFaults();
	readonly #timers = new Set<NodeJS.Timeout>();
	readonly #running = new Set<AbortController>();
	#closed = false;

	constructor(
		private readonly options: {
			log: LabLog;
			variants: UltravoxVariants;
			/** Milliseconds before the first repeat. */
			retryMs: number;
		},
	) {}

	send(delivery: Delivery): void {
		const rawBody = JSON.stringify(delivery.payload);
		const copies = this.faults.take(delivery.event);
		if (copies.length === 0) this.#note(delivery, 'lost on the way');
		for (const delayMs of copies) {
			const begin = () => void this.#attempt(delivery, rawBody, 0, undefined);
			if (delayMs === 0) begin();
			else this.#after(delayMs, begin);
		}
	}

	/** Sends once and waits for the answer. @returns what went wrong, undefined after a 2xx */
	async sendOnce(delivery: Delivery): Promise<string | undefined> {
		const timestamp = webhookTimestamp(this.options.variants.webhookTimestamp);
		const failure = await this.#post(delivery, JSON.stringify(delivery.payload), timestamp);
		if (!this.#closed) this.#note(delivery, failure);
		return failure;
	}

	/** Forgets what is still to be repeated and drops what is on its way. */
	close(): void {
		this.#closed = true;
		for (const timer of this.#timers) clearTimeout(timer);
		for (const controller of this.#running) controller.abort();
	}

	async #attempt(
		delivery: Delivery,
		rawBody: string,
		repeats: number,
		firstTimestamp: string | undefined,
	): Promise<void> {
		if (this.#closed) return;
		const { variants } = this.options;
		const timestamp =
			(variants.webhookRetryTimestamp === 'same' ? firstTimestamp : undefined) ??
			webhookTimestamp(variants.webhookTimestamp);
		const failure = await this.#post(delivery, rawBody, timestamp);
		if (this.#closed) return;
		this.#note(delivery, failure);
		if (failure === undefined) {
			delivery.onSuccess?.();
			return;
		}
		delivery.onFailure?.(failure);
		if (repeats >= MOST_RETRIES) return;
		this.#after(this.options.retryMs * 2 ** repeats, () => {
			void this.#attempt(delivery, rawBody, repeats + 1, firstTimestamp ?? timestamp);
		});
	}

	#after(ms: number, act: () => void): void {
		if (this.#closed) return;
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			act();
		}, ms);
		this.#timers.add(timer);
	}

	/** @returns what went wrong, undefined after a 2xx */
	async #post(delivery: Delivery, rawBody: string, timestamp: string): Promise<string | undefined> {
		const controller = new AbortController();
		this.#running.add(controller);
		const deadline = setTimeout(() => controller.abort(), RESPONSE_DEADLINE_MS);
		try {
			const response = await fetch(delivery.url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					...webhookHeaders(rawBody, delivery.secrets, timestamp),
				},
				body: rawBody,
				redirect: 'manual',
				signal: controller.signal,
			});
			await response.arrayBuffer();
			return response.ok ? undefined : `HTTP ${response.status}`;
		} catch (error) {
			return controller.signal.aborted ? 'timed out' : `not reachable (${String(error)})`;
		} finally {
			clearTimeout(deadline);
			this.#running.delete(controller);
		}
	}

	#note(delivery: Delivery, failure: string | undefined): void {
		this.options.log.add({
			side: 'ultravox',
			kind: 'callback',
			summary: `${delivery.event} ${failure === undefined ? 'delivered' : `failed: ${failure}`}`,
			detail: { event: delivery.event, callId: delivery.callId, ok: failure === undefined },
		});
	}
}

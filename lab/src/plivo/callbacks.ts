import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { DeliveryFaults } from '../deliveryFaults';
import type { LabLog } from '../labLog';
import type { CallbackFailure, DeliveryOptions } from './callbackUrl';
import { DEFAULT_DELIVERY, readCallbackUrl } from './callbackUrl';
import type { ExchangeAnswer } from './httpExchange';
import { exchange, ExchangeFailure } from './httpExchange';
import type { SigningTokens } from './signedHeaders';
import { callbackSignatureHeaders } from './signedHeaders';
import { shortUrl } from './shortUrl';
import type { PlivoVariants } from './variants';

export interface CallbackRequest {
	/** What is called back about, for the log and for tests: `answer`, `hangup`, `record` ... */
	purpose: string;
	url: string;
	method: 'GET' | 'POST';
	fields: Record<string, string>;
	/** False where the fragment options do not work (a stream's statusCallbackUrl). */
	readsFragment?: boolean;
}

export interface CallbackAttempt {
	/** Milliseconds since the epoch. */
	at: number;
	status: number | null;
	failure: CallbackFailure | null;
}

/** A callback with all its attempts; the list of them is what tests look at. */
export interface CallbackDelivery {
	purpose: string;
	/** As transmitted and signed, before the fields of a GET are appended. */
	url: string;
	method: 'GET' | 'POST';
	fields: Record<string, string>;
	attempts: CallbackAttempt[];
	/** The last answer, if its status was 2xx. */
	answer?: ExchangeAnswer;
}

/** Sends what Plivo sends to a customer's URLs: form-encoded, signed, repeated by the rules of plivo.md §6.8. */
export class CallbackSender {
	/** Every delivery so far, begun or done. */
	readonly deliveries: CallbackDelivery[] = [];
	/** What happens to callbacks on their way. */
	readonly faults = new DeliveryFaults();
	readonly #closed = new AbortController();

	constructor(
		private readonly log: LabLog,
		private readonly variants: PlivoVariants,
		private readonly tokens: SigningTokens,
	) {
		// Every callback under way listens.
		setMaxListeners(0, this.#closed.signal);
	}

	/** Delivers a callback; resolves when it was taken with a 2xx, or given up. Never rejects. */
	async send(request: CallbackRequest): Promise<CallbackDelivery> {
		const { purpose, method, fields, readsFragment = true } = request;
		const { url, delivery: fragment } = readCallbackUrl(request.url, (mistake) => {
			this.log.add({
				side: 'plivo',
				kind: 'unknown-field',
				summary: `The fragment of the ${purpose} URL: ${mistake}`,
			});
		});
		const delivery: CallbackDelivery = { purpose, url, method, fields, attempts: [] };
		const options = readsFragment ? fragment : DEFAULT_DELIVERY;
		const [first, ...copies] = this.faults.take(purpose);
		this.deliveries.push(delivery);
		for (const delayMs of copies)
			void this.#sendCopy({ ...delivery, attempts: [] }, options, delayMs);
		if (first === undefined) this.#note(delivery, 'lost on the way');
		else if (await this.#passes(first)) await this.#attempt(delivery, options);
		return delivery;
	}

	/** Breaks off what is under way and what waits for a repetition. */
	close(): void {
		this.#closed.abort();
	}

	async #sendCopy(
		delivery: CallbackDelivery,
		options: DeliveryOptions,
		delayMs: number,
	): Promise<void> {
		if (!(await this.#passes(delayMs))) return;
		this.deliveries.push(delivery);
		await this.#attempt(delivery, options);
	}

	/** Waits; false when the lab was closed meanwhile. */
	async #passes(ms: number): Promise<boolean> {
		if (ms === 0) return true;
		try {
			await delay(ms, undefined, { signal: this.#closed.signal });
			return true;
		} catch {
			return false;
		}
	}

	async #attempt(delivery: CallbackDelivery, options: DeliveryOptions): Promise<void> {
		const deadline = Date.now() + options.totalTimeoutMs;
		for (let retriesLeft = options.retries; ; retriesLeft--) {
			const left = Math.max(1, deadline - Date.now());
			const failure = await this.#attemptOnce(delivery, {
				...options,
				connectTimeoutMs: Math.min(options.connectTimeoutMs, left),
				readTimeoutMs: Math.min(options.readTimeoutMs, left),
			});
			if (failure === null || retriesLeft === 0 || !options.retryOn.has(failure)) return;
			if (Date.now() + this.variants.retrySpacingMs >= deadline) return;
			if (!(await this.#passes(this.variants.retrySpacingMs))) return;
		}
	}

	async #attemptOnce(
		delivery: CallbackDelivery,
		options: DeliveryOptions,
	): Promise<CallbackFailure | null> {
		const attempt: CallbackAttempt = { at: Date.now(), status: null, failure: null };
		delivery.attempts.push(attempt);
		try {
			const answer = await sendSigned(delivery, this.tokens, {
				...options,
				signal: this.#closed.signal,
			});
			attempt.status = answer.status;
			attempt.failure = failureOf(answer.status);
			if (attempt.failure === null) delivery.answer = answer;
		} catch (error) {
			attempt.failure = error instanceof ExchangeFailure ? error.reason : 'ct';
		}
		this.#note(delivery, String(attempt.status ?? attempt.failure));
		return attempt.failure;
	}

	#note({ purpose, method, url, fields }: CallbackDelivery, outcome: string): void {
		this.log.add({
			side: 'plivo',
			kind: 'callback',
			summary: `${purpose}: ${method} ${shortUrl(url)} -> ${outcome}`,
			detail: { event: fields.Event, callUuid: fields.CallUUID },
		});
	}
}

/** One signed request, without repetition. `alter` may spoil what goes out after it was signed. */
export async function sendSigned(
	request: { url: string; method: 'GET' | 'POST'; fields: Record<string, string> },
	tokens: SigningTokens,
	options: Pick<DeliveryOptions, 'connectTimeoutMs' | 'readTimeoutMs'> & { signal?: AbortSignal },
	alter: (outgoing: OutgoingCallback) => OutgoingCallback = (outgoing) => outgoing,
): Promise<ExchangeAnswer> {
	const { method, fields } = request;
	const url = method === 'GET' ? withQuery(request.url, fields) : request.url;
	const headers = callbackSignatureHeaders({ method, url, fields }, tokens);
	const outgoing = alter({ url, headers, fields: method === 'POST' ? fields : {} });
	return await exchange({
		connectTimeoutMs: options.connectTimeoutMs,
		readTimeoutMs: options.readTimeoutMs,
		signal: options.signal,
		method,
		url: outgoing.url,
		headers: {
			...outgoing.headers,
			'User-Agent': 'plivo-lab',
			...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
		},
		...(method === 'POST' ? { body: new URLSearchParams(outgoing.fields).toString() } : {}),
	});
}

/** A signed request just before it goes out. */
export interface OutgoingCallback {
	url: string;
	/** The signature headers. */
	headers: Record<string, string>;
	/** Of the form body: empty for a GET, whose fields are in the URL already. */
	fields: Record<string, string>;
}

function withQuery(url: string, fields: Record<string, string>): string {
	const query = new URLSearchParams(fields).toString();
	if (query === '') return url;
	return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function failureOf(status: number): CallbackFailure | null {
	if (status >= 200 && status < 300) return null;
	if (status >= 500) return '5xx';
	return status >= 400 ? '4xx' : '3xx';
}

import { deferred } from './deferred';
import { Ear } from './ear';
import { Mouth } from './mouth';
import type { PersonScript, PersonStep } from './personScript';
import { DEFAULT_STAY_MS, DEFAULT_STEP_TIMEOUT_MS } from './personScript';
import { sleep } from './sleep';

const DEFAULT_QUIET_MS = 500;

export interface PersonOptions {
	script?: PersonScript;
	/** Milliseconds on the line after the last step, before the person hangs up. */
	stayMs?: number;
	/** Called when a step gave up waiting. */
	onGiveUp?: (step: PersonStep) => void;
}

/** Somebody on the telephone: an ear, a mouth, and a script of what they do. */
export class Person {
	readonly ear = new Ear();
	readonly mouth = new Mouth();
	/** Keys the other side pressed. */
	digitsHeard = '';

	readonly #gone = new AbortController();
	#hangUp: (() => void) | undefined;
	/** Index of the first heard utterance that no step has waited for yet. */
	#consumed = 0;
	/** An utterance that began before this was talked over; it is not waited for any more. In ms heard. */
	#talkedOverAtMs = 0;

	constructor(private readonly options: PersonOptions = {}) {}

	/**
	 * Follows the script; `hangUp` is called when the person wants to end the call. A person who is
	 * at it goes on where they are, and hangs up on the one who asked last.
	 */
	async follow(hangUp: () => void): Promise<void> {
		const following = this.#hangUp !== undefined;
		this.#hangUp = hangUp;
		if (!following) await this.#followScript();
	}

	async #followScript(): Promise<void> {
		const hangUp = () => this.#hangUp?.();
		for (const step of this.options.script ?? []) {
			if (this.#gone.signal.aborted) return;
			if ('hangUp' in step) {
				hangUp();
				return;
			}
			await this.#take(step);
		}
		await sleep(this.options.stayMs ?? DEFAULT_STAY_MS, this.#gone.signal);
		if (!this.#gone.signal.aborted) hangUp();
	}

	/** Takes the person off the line: what they were saying is cut, what they were hearing is kept. */
	leave(): void {
		this.#gone.abort();
		this.mouth.stop();
		this.ear.close();
	}

	/**
	 * Resolves with the value as soon as `find` gives one; looks after every 20 ms heard.
	 * Resolves with undefined after `timeoutMs`, or when the person leaves.
	 */
	async waitFor<T>(find: () => T | undefined, timeoutMs: number): Promise<T | undefined> {
		const now = find();
		if (now !== undefined || this.#gone.signal.aborted) return now;
		const found = deferred<T | undefined>();
		const stop = this.ear.onFrame(() => {
			const value = find();
			if (value !== undefined) found.resolve(value);
		});
		const timer = setTimeout(() => found.resolve(find()), timeoutMs);
		const left = () => found.resolve(find());
		this.#gone.signal.addEventListener('abort', left);
		try {
			return await found.promise;
		} finally {
			stop();
			clearTimeout(timer);
			this.#gone.signal.removeEventListener('abort', left);
		}
	}

	async #take(step: Exclude<PersonStep, { hangUp: true }>): Promise<void> {
		if ('interruptWhen' in step) {
			await this.#waitOrGiveUp(step, () => this.#matchingSpeech(step.interruptWhen));
			await this.mouth.say(step.say);
		} else if ('say' in step) {
			await this.mouth.say(step.say);
		} else if ('press' in step) {
			await this.mouth.press(step.press);
		} else if ('beep' in step) {
			await this.mouth.beep();
		} else if ('pauseMs' in step) {
			await sleep(step.pauseMs, this.#gone.signal);
		} else if ('waitForQuiet' in step) {
			const quietMs = step.waitForQuiet === true ? DEFAULT_QUIET_MS : step.waitForQuiet;
			const from = this.ear.elapsedMs;
			await this.#waitOrGiveUp(step, () => {
				const since = Math.max(from, this.ear.lastSoundAtMs ?? 0);
				return this.ear.elapsedMs - since >= quietMs || undefined;
			});
		} else {
			await this.#waitOrGiveUp(step, () => this.#nextHeard(step.waitForUtterance));
		}
	}

	async #waitOrGiveUp(
		step: PersonStep & { timeoutMs?: number },
		find: () => true | undefined,
	): Promise<void> {
		const found = await this.waitFor(find, step.timeoutMs ?? DEFAULT_STEP_TIMEOUT_MS);
		if (found === undefined && !this.#gone.signal.aborted) this.options.onGiveUp?.(step);
	}

	#nextHeard(wanted: RegExp | true): true | undefined {
		const index = this.ear.heard.findIndex(
			({ text, startedAtMs }, at) =>
				at >= this.#consumed &&
				startedAtMs >= this.#talkedOverAtMs &&
				(wanted === true || new RegExp(wanted).test(text)),
		);
		if (index === -1) return undefined;
		this.#consumed = index + 1;
		return true;
	}

	#matchingSpeech(wanted: RegExp): true | undefined {
		if (this.#nextHeard(wanted)) return true;
		if (!new RegExp(wanted).test(this.ear.partialText())) return undefined;
		this.#talkedOverAtMs = this.ear.elapsedMs;
		return true;
	}
}

import { setMaxListeners } from 'node:events';
import type { HeardUtterance } from '../audio/utterance';
import type { AudioStream } from './audioStream';
import type { CallbackDelivery } from './callbacks';
import type { CallEndState, CallTimeline, CallTimes, Endpoint, LabCallFacts } from './callFacts';
import { CallLine } from './callLine';
import type { CallWorld } from './callWorld';
import { deferred } from './deferred';
import type { DialedLeg } from './elements/dialedLeg';
import type { Takeover } from './elements/element';
import type { CallEnding } from './hangupCauses';
import { canceled, normalHangup } from './hangupCauses';
import { Person } from './person';
import type { Recording } from './recordings';

/** One call through the local Plivo, with the person of the lab on its other end. */
export class LabCall {
	state: 'queued' | 'ringing' | 'in-progress' | 'ended' = 'queued';
	endState: CallEndState | undefined;
	/** The XML documents that were received, in order. */
	readonly documents: string[] = [];
	/** Deliveries of the answer request, with those of the fallback URL and the repeated ones. */
	readonly answerDeliveries: CallbackDelivery[] = [];
	readonly hangupDeliveries: CallbackDelivery[] = [];
	readonly streams: AudioStream[] = [];
	readonly recordings: Recording[] = [];
	readonly dialedLegs: DialedLeg[] = [];
	/** Of the last conference it was in. */
	conferenceUuid: string | null = null;
	/** The person of the lab who called, or was called. */
	readonly person: Person;
	readonly line: CallLine;
	/** What a transfer asked for; the interpreter takes it when the current element ends. */
	pendingTransfer: Endpoint | Takeover | undefined;
	/** Breaks the current element off; set by the interpreter. */
	interruptElement: () => void = () => undefined;
	/** Fields of the first answer request: repetitions and the fallback have the same. */
	answerFields: Record<string, string> | undefined;
	/** Resolves with the end state when the call is over. */
	readonly whenEnded: Promise<CallEndState>;
	/** Resolves when the hang-up callback was delivered or given up. */
	readonly settled: Promise<void>;

	readonly times: CallTimes = {
		placedAt: Date.now(),
		answerRequestedAt: null,
		xmlReceivedAt: null,
		answeredAt: null,
		endedAt: null,
	};
	readonly #ended = new AbortController();
	readonly #end = deferred<CallEndState>();
	readonly #settled = deferred();
	/** What the person's ear had heard when the call was answered, in ms. */
	#earMsAtAnswer = 0;

	constructor(
		readonly facts: LabCallFacts,
		private readonly world: CallWorld,
		/** Somebody who is on the telephone already; somebody new with the facts' script, when not given. */
		person?: Person,
	) {
		// Everything that goes on in the call listens.
		setMaxListeners(0, this.#ended.signal);
		this.whenEnded = this.#end.promise;
		this.settled = this.#settled.promise;
		this.person =
			person ??
			new Person({
				script: facts.script,
				stayMs: facts.stayMs,
				onGiveUp: (step) => this.log(`the person gave up waiting (${Object.keys(step)[0]})`),
			});
		this.line = new CallLine(world.clock, this.person, (digit) =>
			this.log(`nobody listened to the key ${digit}`),
		);
	}

	get uuid(): string {
		return this.facts.uuid;
	}

	/** Aborted when the call ends. */
	get ended(): AbortSignal {
		return this.#ended.signal;
	}

	/** Everything the person heard, times in milliseconds since the answer. */
	get heard(): HeardUtterance[] {
		return this.person.ear.heard.map((utterance) => ({
			...utterance,
			startedAtMs: utterance.startedAtMs - this.#earMsAtAnswer,
			endedAtMs: utterance.endedAtMs - this.#earMsAtAnswer,
		}));
	}

	/** Keys the person heard the other side press. */
	get digitsHeard(): string {
		return this.person.digitsHeard;
	}

	get timeline(): CallTimeline {
		const { answerRequestedAt, xmlReceivedAt, answeredAt } = this.times;
		const firstSoundAtMs = this.person.ear.firstSoundAtMs;
		const firstAudioMs = firstSoundAtMs === null ? null : firstSoundAtMs - this.#earMsAtAnswer;
		return {
			...this.times,
			answerMs:
				answerRequestedAt === null || xmlReceivedAt === null
					? null
					: xmlReceivedAt - answerRequestedAt,
			firstAudioMs,
			firstAudioAt: answeredAt === null || firstAudioMs === null ? null : answeredAt + firstAudioMs,
		};
	}

	/** The person says a text; resolves when it has been said or the call ended. */
	async say(text: string): Promise<void> {
		if (!this.ended.aborted) await this.person.mouth.say(text);
	}

	/** The person presses keys; resolves when they have been pressed or the call ended. */
	async press(digits: string): Promise<void> {
		if (!this.ended.aborted) await this.person.mouth.press(digits);
	}

	/** The person hangs up. */
	hangUp(): void {
		const source = this.facts.direction === 'inbound' ? 'Caller' : 'Callee';
		this.end(this.times.answeredAt === null ? canceled(source) : normalHangup(source));
	}

	/**
	 * Resolves with the first utterance the person hears, or has heard, that matches.
	 * @throws Error with what was heard, after `timeoutMs` or when the call ended before
	 */
	async waitForHeard(wanted: RegExp, timeoutMs = 30_000): Promise<HeardUtterance> {
		const find = () => this.heard.find(({ text }) => new RegExp(wanted).test(text));
		const found = await this.person.waitFor(find, timeoutMs);
		if (found) return found;
		const texts = JSON.stringify(this.heard.map(({ text }) => text));
		throw new Error(`${String(wanted)} was not heard; the call is ${this.state}, heard ${texts}`);
	}

	/**
	 * Resolves with the end state when the call is over.
	 * @throws Error after `timeoutMs`
	 */
	async waitForEnd(timeoutMs = 90_000): Promise<CallEndState> {
		const late = deferred<never>();
		const timer = setTimeout(
			() => late.reject(new Error(`The call is still ${this.state} after ${timeoutMs} ms`)),
			timeoutMs,
		);
		try {
			return await Promise.race([this.whenEnded, late.promise]);
		} finally {
			clearTimeout(timer);
		}
	}

	/** The call is answered: it is billed from now on, and the person begins. Later calls do nothing. */
	answer(): void {
		if (this.times.answeredAt !== null || this.ended.aborted) return;
		this.times.answeredAt = Date.now();
		this.#earMsAtAnswer = this.person.ear.elapsedMs;
		this.state = 'in-progress';
		this.log('answered');
		void this.person.follow(() => this.hangUp());
	}

	/** Moves the call to another document, or to something else: at once, or when the stream that keeps it alive ends (plivo.md §5.3). */
	transfer(target: Endpoint | Takeover): void {
		this.pendingTransfer = target;
		const holding = this.streams.filter((stream) => stream.keepsCallAlive && !stream.over);
		if (holding.length === 0) this.interruptElement();
		else if (this.world.variants.transferDuringStream === 'endsStream') {
			for (const stream of holding) stream.stop();
		}
	}

	/** Ends the call; the first ending counts. */
	end(ending: CallEnding): void {
		if (this.endState) return;
		this.times.endedAt = Date.now();
		const { answeredAt, endedAt } = this.times;
		const seconds = answeredAt === null ? 0 : Math.max(1, Math.ceil((endedAt - answeredAt) / 1000));
		const billed = Math.ceil(seconds / 60) * 60;
		this.endState = {
			...ending,
			callStatus: this.facts.direction === 'inbound' ? 'completed' : ending.callStatus,
			durationSeconds: seconds,
			billDurationSeconds: billed,
			totalCost: ((billed / 60) * this.world.account.billRate).toFixed(5),
		};
		this.state = 'ended';
		this.line.close();
		this.person.leave();
		this.#ended.abort();
		this.log(`ended: ${ending.hangupCauseCode} ${ending.hangupCauseName}, ${ending.hangupSource}`);
		this.#end.resolve(this.endState);
	}

	/** The hang-up callback is done with. */
	settle(): void {
		this.#settled.resolve();
	}

	/** Puts a line about this call into the lab's log. */
	log(words: string, kind = 'call', detail?: object): void {
		this.world.log.add({
			side: 'plivo',
			kind,
			summary: `call ${this.uuid.slice(0, 8)}: ${words}`,
			detail: { callUuid: this.uuid, ...detail },
		});
	}
}

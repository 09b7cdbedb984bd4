import { randomBytes, randomUUID } from 'node:crypto';
import type { HeardUtterance } from '../audio/utterance';
import type { AgentScript } from './agentScript';
import type { CallBilling } from './callBilling';
import type { CallEnvironment, CallFacts } from './callFacts';
import { billCall, PENDING } from './callBilling';
import type { CallEvent } from './callHistory';
import { CallHistory } from './callHistory';
import type { CallPeer } from './callPeer';
import { CallSession } from './callSession';
import type { CallSettings } from './callSettings';
import { CallTimers } from './callTimers';
import { Changes } from './changes';
import type { JoinMedium } from './joinUrl';
import { joinMediumOf, joinUrl } from './joinUrl';
import type { JsonObject } from './jsonValue';
import type { LabAgent } from './labAgent';
import type { TranscriptEntry } from './transcripts';
import { Transcripts } from './transcripts';
import { durationMs } from './ultravoxDuration';
import type { UltravoxVariants } from './ultravoxVariants';
import type { EndReason, Message } from './vendorTypes';

const DEFAULT_JOIN_TIMEOUT_MS = 30_000;

/** A call of the lab's Ultravox, from its creation to its bill. */
export class LabUltravoxCall {
	readonly callId = randomUUID();
	readonly created = new Date();
	readonly history: CallHistory;
	readonly agent: LabAgent | undefined;
	readonly script: AgentScript;
	readonly request: JsonObject;
	readonly settings: CallSettings;
	readonly requestContext: JsonObject;
	/** Part of the join URL: possession of it is the permission to join. */
	readonly joinToken = randomBytes(16).toString('hex');
	joined: Date | undefined;
	ended: Date | undefined;
	endReason: EndReason | null = null;
	/** The end is visible on the Call object. */
	endPublished = false;
	/** Which protocol joined; undefined before. */
	joinedBy: JoinMedium | undefined;
	/** What the client called itself on the join URL. */
	clientVersion: string | null = null;
	/** Somebody has used the join URL. */
	joinUsed = false;
	billing: CallBilling = PENDING;
	readonly #transcripts: Transcripts;
	readonly #changes = new Changes();
	readonly #timers = new CallTimers();
	readonly #joinTimer: NodeJS.Timeout;
	#peer: CallPeer | undefined;
	#session: CallSession | undefined;

	constructor(
		facts: CallFacts,
		readonly environment: CallEnvironment,
	) {
		this.agent = facts.agent;
		this.script = facts.script;
		this.request = facts.request;
		this.settings = facts.settings;
		this.history = new CallHistory(facts.settings);
		this.requestContext = facts.requestContext;
		this.#transcripts = new Transcripts((message) => this.#peer?.send({ ...message }));
		this.history.begin(facts.settings, facts.greetingPrompt);
		const joinTimeoutMs = durationMs(this.settings.joinTimeout) ?? DEFAULT_JOIN_TIMEOUT_MS;
		this.#joinTimer = setTimeout(() => this.end('unjoined'), joinTimeoutMs);
	}

	get variants(): UltravoxVariants {
		return this.environment.variants;
	}

	/** Which protocol joins this call; undefined where the lab has none. */
	get joinMedium(): JoinMedium | undefined {
		return joinMediumOf(this.settings.medium);
	}

	/** Never to be written into a log. */
	get joinUrl(): string {
		return joinUrl(this.environment.voiceUrl, this);
	}

	/** What the agent decoded from the audio it received. */
	get heardByAgent(): HeardUtterance[] {
		return this.history.heardByAgent;
	}

	/** Messages of all stages. */
	get messages(): Message[] {
		return this.history.messages;
	}

	/** Both sides, in order. */
	get transcript(): TranscriptEntry[] {
		return this.#transcripts.entries;
	}

	/** WAV of the call once it is over, when it was recorded. */
	get recording(): Buffer | undefined {
		return this.endPublished ? this.#session?.recording?.toWav() : undefined;
	}

	/** A sentence about a call that somebody joined. */
	get summary(): string | null {
		return this.joined ? this.history.summary : null;
	}

	/** Whether the call counts as active: not over, joined or not. */
	get isActive(): boolean {
		return this.endReason === null;
	}

	/** A client is there and ready. */
	join(peer: CallPeer): void {
		if (this.endReason !== null) {
			peer.close();
			return;
		}
		clearTimeout(this.#joinTimer);
		this.joined = new Date();
		this.joinedBy = peer.medium;
		this.#peer = peer;
		this.#session = new CallSession(this, peer, this.#transcripts);
		this.log('call', `joined over ${peer.medium}`);
		this.environment.onLifecycle('call.joined', this);
		this.#session.start();
		this.#changes.notify();
	}

	receiveAudio(samples: Int16Array): void {
		if (this.endReason === null) this.#session?.receiveAudio(samples);
	}

	receiveDtmf(digit: string): void {
		if (this.endReason === null) this.#session?.receiveDtmf(digit);
	}

	/** A data message of the client, or one injected over REST. */
	receiveMessage(message: JsonObject): void {
		if (this.endReason !== null) return;
		this.history.clientMessages.push(message);
		const isUnderstood = this.#session?.receive(message);
		if (!isUnderstood) this.log('dropped', `a message of type ${String(message.type)}`);
		this.#changes.notify();
	}

	/** Ends the call as the server: closes the client's socket, bills later. The first reason counts. */
	end(reason: EndReason, how: 'close' | 'terminate' = 'close'): void {
		if (this.endReason !== null) return;
		// Closed first: what the caller was just saying still belongs to the call.
		this.#session?.close();
		this.endReason = reason;
		this.ended = new Date();
		clearTimeout(this.#joinTimer);
		this.#peer?.[how]();
		this.log('call', `ended: ${reason}`);
		this.#timers.after(this.variants.endLagMs, () => this.#publishEnd(reason));
	}

	/** Cuts the client's socket without a close handshake, as a broken connection does. */
	loseSocket(reason: 'connection_error' | 'system_error' = 'connection_error'): void {
		this.end(reason, 'terminate');
	}

	/** The agent fails on the server's side: the socket is closed and the call ends as a system error. */
	breakAgent(): void {
		this.end('system_error');
	}

	noteHeard(utterance: HeardUtterance): void {
		this.heardByAgent.push(utterance);
		this.log('message', `the agent heard: ${utterance.text}`);
		this.#changes.notify();
	}

	noteText(text: string): void {
		this.history.textsToAgent.push(text);
		this.log('message', `the agent got the text: ${text}`);
		this.#changes.notify();
	}

	/** @param streamMs the time in the caller's audio */
	addMessage(message: Message, streamMs: number): void {
		this.history.addMessage(message, { streamMs, wallMs: this.#sinceJoinMs() });
		this.#changes.notify();
	}

	noteEvent(severity: CallEvent['severity'], type: string, text: string): void {
		const event = { callId: this.callId, severity, type, text };
		const added = this.history.addEvent(event, this.#sinceJoinMs());
		this.#peer?.send({ type: 'call_event', event: added });
		this.#changes.notify();
	}

	log(kind: string, summary: string): void {
		this.environment.log.add({
			side: 'ultravox',
			kind,
			summary: `call ${this.callId}: ${summary}`,
			detail: { callId: this.callId },
		});
	}

	/** Resolves with the first utterance the agent heard that matches. Rejects after `ms`. */
	waitForHeard(pattern: RegExp, ms: number): Promise<HeardUtterance> {
		const look = () => this.heardByAgent.find(({ text }) => new RegExp(pattern).test(text));
		const what = () => `the agent to hear ${String(pattern)}; it heard ${this.history.heardTexts}`;
		return this.waitFor(look, ms, what);
	}

	/** Resolves with the reason once the end shows on the Call object. Rejects after `ms`. */
	waitForEnd(ms: number): Promise<EndReason> {
		const look = () => (this.endPublished ? (this.endReason ?? undefined) : undefined);
		const what = () => `the call to end; the agent heard ${this.history.heardTexts}`;
		return this.waitFor(look, ms, what);
	}

	/** Resolves with what `look` finds, looking again after every change of the call. Rejects after `ms`. */
	waitFor<T>(look: () => T | undefined, ms: number, what: () => string): Promise<T> {
		return this.#changes.waitFor(look, ms, what);
	}

	/** The lab shuts down. */
	dispose(): void {
		clearTimeout(this.#joinTimer);
		this.#timers.dispose();
		if (this.endReason === null) this.#session?.close();
		this.#peer?.terminate();
	}

	#publishEnd(reason: EndReason): void {
		this.endPublished = true;
		this.environment.onLifecycle('call.ended', this);
		this.#changes.notify();
		this.#timers.after(this.variants.billingLagMs, () => {
			this.billing = billCall(reason, this.joined, this.ended);
			this.environment.onLifecycle('call.billed', this);
			this.#changes.notify();
		});
	}

	#sinceJoinMs(): number {
		return this.joined ? Date.now() - this.joined.getTime() : 0;
	}
}

import type { Logger } from 'pino';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import type { AgentLoss, ResumeClaims } from '../../../nodes/shared/bridgeResume';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { BridgeLimits } from '../config/limits';
import type { KeptConnections } from '../events/keptConnections';
import type { BridgeMetrics } from '../metrics/bridgeMetrics';
import { requestResume, type ResumeResult } from './resumeRequest';

/** What n8n answers when the agent had ended the conversation itself. */
const ENDED_STATUS = 410;

export interface ResumptionOptions {
	claims: StreamClaims;
	/** Signs the request and opens the answer. */
	secret: SharedSecrets;
	limits: Pick<BridgeLimits, 'resumeMs' | 'resumesPerCall'>;
	/** To n8n. */
	connections: KeptConnections;
	metrics: Pick<BridgeMetrics, 'resumes'>;
	/** W3C trace context of the call, when it is traced. */
	traceparent: string | undefined;
	log: Logger;
}

/** A lost agent. */
export interface LostAgent {
	/** Why it is gone: close code or error code. */
	reason: string;
	/** True when the agent may just have ended the call, in a way that does not tell. */
	mayHaveEnded: boolean;
	/** What n8n is told of it: whether it is worth waiting for a goodbye that Ultravox has not written down yet. */
	loss: AgentLoss;
}

/** A lost agent, and the call that is to go on in its place once n8n has made it. */
interface Loss extends LostAgent {
	next: ResumeClaims | undefined;
	request: AbortController;
}

/** Replaces a lost agent by another call of Ultravox's that goes on with the conversation, as often as is allowed. */
export class Resumption {
	/** How often that came about. */
	count = 0;
	/** Ultravox's id of the call that is the agent now, or was last. */
	callId: string;
	private attempts = 0;
	private loss: Loss | undefined;

	constructor(private readonly options: ResumptionOptions) {
		this.callId = options.claims.callId;
	}

	/** True from the loss of the agent until another one is there, or nothing came of it. */
	get active(): boolean {
		return this.loss !== undefined;
	}

	/** Whether an agent that is lost now would be replaced. */
	get possible(): boolean {
		const { claims, limits } = this.options;
		return claims.resume === true && !this.active && this.attempts < limits.resumesPerCall;
	}

	/**
	 * Asks for a call that goes on, once.
	 * @param onAnswer where to dial, or undefined when there is nothing to dial; never called after `giveUp`
	 */
	begin(lost: LostAgent, onAnswer: (joinUrl: string | undefined) => void): void {
		const { claims, secret, limits, connections, traceparent } = this.options;
		const loss: Loss = { ...lost, next: undefined, request: new AbortController() };
		this.loss = loss;
		this.attempts += 1;
		const asked = requestResume({
			callUuid: claims.callUuid,
			callId: this.callId,
			loss: lost.loss,
			url: claims.eventsUrl,
			secret,
			connections,
			traceparent,
			timeoutMs: limits.resumeMs,
			signal: loss.request.signal,
		});
		void asked.then((answer) => {
			// Given up meanwhile: a call that was made all the same is never dialled, and Ultravox ends it.
			if (this.loss === loss) onAnswer(this.take(loss, answer));
		});
	}

	/** The other agent is connected. @returns what the `resumed` event tells */
	succeeded(): { reason: string; priorCallId: string; callId: string } | undefined {
		const { loss } = this;
		if (loss?.next === undefined) return undefined;
		const facts = { reason: loss.reason, priorCallId: this.callId, callId: loss.next.callId };
		this.loss = undefined;
		this.callId = facts.callId;
		this.count += 1;
		this.options.metrics.resumes.resumed += 1;
		return facts;
	}

	/** Nothing comes of it any more. @returns whether the agent may just have ended the call */
	giveUp(): boolean {
		const { loss } = this;
		this.loss = undefined;
		loss?.request.abort();
		if (loss?.next !== undefined) this.options.metrics.resumes.failed += 1;
		return loss?.mayHaveEnded ?? false;
	}

	private take(loss: Loss, answer: ResumeResult): string | undefined {
		const { log, metrics } = this.options;
		if (answer.result === 'refused' && answer.detail === ENDED_STATUS) loss.mayHaveEnded = true;
		if (answer.result === 'resumed') {
			loss.next = answer.claims;
			return answer.claims.joinUrl;
		}
		metrics.resumes[answer.result] += 1;
		log.warn({ result: answer.result, detail: answer.detail }, 'the agent was not replaced');
		return undefined;
	}
}

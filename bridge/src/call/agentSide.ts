import type { Logger } from 'pino';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { CallTrace } from '../tracing/callTrace';
import { AgentLeg, type AgentLegEnd, type AgentLegListener } from '../ultravox/agentLeg';
import { dtmfText, unknownToolResult, type AgentMessage } from '../ultravox/agentMessage';
import type { CallAudio } from './callAudio';
import type { CallEnd } from './callEnd';
import type { CallFault } from './callFault';
import { OUTCOMES } from './callOutcome';
import type { CallServices } from './callServices';
import type { Conversation } from './conversation';
import { Resumption } from './resumption';

/** What the agent's side needs of its call. */
export interface AgentSideCall {
	readonly audio: CallAudio;
	readonly conversation: Conversation;
	readonly end: CallEnd;
	readonly fault: CallFault;
	/** Something in the status has changed. */
	changed(): void;
	/** The agent's socket is gone. */
	finishWhenClosed(): void;
}

export interface AgentSideOptions {
	claims: StreamClaims;
	services: CallServices;
	log: Logger;
}

/** The agent of a call: what it says and does goes to the parts of the call, and when it is lost another one is sought. */
export class AgentSide implements AgentLegListener {
	readonly leg: AgentLeg;
	readonly resumption: Resumption;
	/** The agent has said something. */
	private heard = false;
	/** While the agent is dialled and the caller hears nothing of it yet. */
	private patience: NodeJS.Timeout | undefined;

	constructor(
		private readonly call: AgentSideCall,
		private readonly options: AgentSideOptions,
		private readonly trace: CallTrace,
	) {
		const { claims, services, log } = options;
		const { limits, framePath, secret, metrics, connections } = services;
		this.leg = new AgentLeg(this, {
			framePath,
			connectTimeoutMs: limits.agentConnectTimeoutMs,
			closeTimeoutMs: limits.closeTimeoutMs,
			heartbeatMs: limits.agentHeartbeatMs,
			unheardMs: limits.agentUnheardMs,
		});
		const { traceparent } = trace;
		const asking = { claims, secret, limits, connections, metrics, traceparent, log };
		this.resumption = new Resumption(asking);
	}

	dial(joinUrl: string): void {
		this.trace.begin('agent dial', hostOf(joinUrl));
		this.patience = setTimeout(
			this.call.fault.guard(() => this.call.audio.agentMissing()),
			this.options.services.limits.fillerAfterMs,
		);
		this.leg.connect(joinUrl);
	}

	/** The caller has pressed these keys, one entry. An agent that does not hear the caller does not get them either. */
	enter(digits: string): void {
		const { audio, conversation } = this.call;
		conversation.entered(digits);
		if (audio.gate.closed) return;
		this.leg.sendText(dtmfText(digits, this.options.claims.notInterruptible !== true));
	}

	onAgentOpen(): void {
		clearTimeout(this.patience);
		this.options.log.info('agent connected');
		this.trace.finish('agent dial');
		if (!this.heard) this.trace.begin('first audio');
		const { audio, conversation, end } = this.call;
		if (end.outcome) return;
		const resumed = this.resumption.succeeded();
		if (resumed) {
			this.trace.finish('resume');
			conversation.resumed(resumed);
		}
		audio.agentReady();
		this.call.changed();
	}

	onAgentDrain(): void {
		this.call.audio.fromCaller.flush();
	}

	/** The agent has said something. */
	spoke(): void {
		this.heard = true;
		this.trace.finish('first audio');
	}

	onAgentMessage(message: AgentMessage): void {
		const { conversation } = this.call;
		switch (message.type) {
			case 'playback_clear_buffer':
				this.interrupted();
				return;
			case 'state':
				conversation.agentIs(message.state);
				return;
			case 'transcript':
				conversation.said(message);
				return;
			case 'client_tool_invocation':
				this.toolCalled(message.toolName, message.invocationId);
		}
	}

	onAgentFault(error: unknown): void {
		this.call.fault.failed(error);
	}

	onAgentClosed(agentEnd: AgentLegEnd): void {
		clearTimeout(this.patience);
		this.trace.finish('agent dial', agentEnd.how);
		if (!this.call.end.outcome) this.gone(agentEnd);
		this.call.finishWhenClosed();
	}

	/** The log names the first one only and has the number of all at the end: a line for each would let an agent flood it. */
	private toolCalled(toolName: string, invocationId: string): void {
		const { conversation } = this.call;
		if (conversation.unknownTools === 0) {
			this.options.log.warn({ toolName: toolName.slice(0, 100) }, 'unknown client tool');
		}
		conversation.toolCalled(toolName, invocationId);
		this.leg.sendText(unknownToolResult(invocationId, toolName));
	}

	private interrupted(): void {
		const { audio, conversation, end } = this.call;
		const discardedMs = audio.interrupt();
		this.trace.note('barge-in', { discarded_ms: Math.round(discardedMs) });
		this.options.services.metrics.bargeIns += 1;
		conversation.interrupted(discardedMs);
		end.interrupted();
	}

	private gone(agentEnd: AgentLegEnd): void {
		const { how, detail } = agentEnd;
		const { end } = this.call;
		const { resumption } = this;
		this.options.log[how === 'ended' ? 'info' : 'warn']({ how, detail }, 'agent gone');
		const canBeReplaced = (how === 'lost' || how === 'unclear') && resumption.possible;
		if (resumption.active) this.notReplaced();
		else if (canBeReplaced) this.replace(agentEnd);
		else if (how === 'lost') end.afterFarewell(OUTCOMES.agentLost);
		else if (how === 'refused') end.atOnce(OUTCOMES.agentRefused);
		else this.sayFarewell();
	}

	private replace({ how, detail, loss }: AgentLegEnd): void {
		const lost = { reason: String(detail), mayHaveEnded: how === 'unclear', loss };
		this.trace.begin('resume', { reason: lost.reason });
		this.leg.reset();
		this.call.audio.agentMissing();
		const goOn = this.call.fault.guard((joinUrl: string | undefined) => {
			if (joinUrl !== undefined) {
				this.dial(joinUrl);
				return;
			}
			this.notReplaced();
			this.call.finishWhenClosed();
		});
		this.resumption.begin(lost, goOn);
		this.call.changed();
	}

	private notReplaced(): void {
		this.trace.finish('resume', 'failed');
		if (this.resumption.giveUp()) this.sayFarewell();
		else this.call.end.afterFarewell(OUTCOMES.agentLost);
	}

	private sayFarewell(): void {
		this.trace.begin('farewell');
		this.call.end.afterFarewell(OUTCOMES.agentEnded);
	}
}

/** Who is dialled, for the trace; the rest of a join URL is a credential. */
function hostOf(joinUrl: string): { 'server.address': string } {
	return { 'server.address': URL.parse(joinUrl)?.hostname ?? '' };
}

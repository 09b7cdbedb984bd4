import type { Logger } from 'pino';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { EventSender } from '../events/eventSender';
import type { Connection } from '../frames/connection';
import { callLogger, errorCode } from '../logger';
import { PlivoLeg } from '../plivo/plivoLeg';
import type { StartMessage } from '../plivo/plivoMessage';
import type { Ledger } from './callLedger';
import { emptyReport, isLoss, OUTCOMES, outcomeOf, type CallOutcome } from './callOutcome';
import type { CallServices } from './callServices';
import type { LiveCall } from './liveCall';
import { RelayCall } from './relayCall';
import { isOfThisCall, startFault } from './startCheck';
import { WaitingStream } from './waitingStream';

export interface SwitchboardOptions {
	services: CallServices;
	ledger: Ledger;
	events: EventSender;
	log: Logger;
	/** There are more or fewer streams than before. */
	onChange?: () => void;
}

/** All streams of this process: those that wait for `start`, and the calls that live. */
export class Switchboard {
	private readonly waiting = new Set<WaitingStream>();
	private readonly calls = new Set<RelayCall>();
	private heartbeat: NodeJS.Timeout | undefined;
	private onEmpty: (() => void) | undefined;

	constructor(private readonly options: SwitchboardOptions) {}

	get callCount(): number {
		return this.calls.size;
	}

	/** The calls that live. */
	liveCalls(): Iterable<LiveCall> {
		return this.calls;
	}

	/** The live call with this id of Ultravox's: its first one, or that of an agent that has gone on with it. */
	find(callId: string): RelayCall | undefined {
		for (const call of this.calls) {
			if (call.callId === callId || call.resumption.callId === callId) return call;
		}
		return undefined;
	}

	/** Ends the call of a stream that Plivo has left, if it lives. */
	streamLeft(callId: string): void {
		const call = this.find(callId);
		call?.fault.guard(() => call.leftBehind())();
	}

	get waitingCount(): number {
		return this.waiting.size;
	}

	/** Begins to watch Plivo's socket of every call for signs of life; the agent's leg watches its own. */
	startHeartbeat(): void {
		this.heartbeat = setInterval(() => {
			for (const call of this.calls) call.fault.guard(() => call.beat())();
		}, this.options.services.limits.heartbeatMs);
	}

	/** The stream of a call is not taken, or ends before it has begun: somebody may be there who has nobody to talk with. */
	turnAway({ asksAfter, callId }: StreamClaims): void {
		if (!asksAfter) return;
		const { lostStreams, afterQuestions } = this.options.services;
		lostStreams.turnAway(callId);
		afterQuestions.expect(callId);
	}

	/** Takes a fresh socket of Plivo's. */
	take(connection: Connection, claims: StreamClaims): void {
		this.options.services.answeredCalls.delete(claims.callId);
		const leg = new PlivoLeg(connection);
		const stream = new WaitingStream(leg, {
			timeoutMs: this.options.services.limits.startTimeoutMs,
			onTimeout: () => this.options.services.metrics.connectRefused(101, 'no-start'),
			// Checked before the token is spent: a socket that is not this call's must not shut the call out.
			admit: (start) =>
				!isOfThisCall(start, claims) ||
				startFault(start, claims) !== undefined ||
				this.options.ledger.spend(claims.callId),
			onStart: (start, admitted, stopping) => {
				if (!isOfThisCall(start, claims)) this.disown(leg, claims);
				else if (admitted) this.start(leg, claims, start, stopping);
				else this.refuse(leg, claims);
			},
			onFault: (error) => {
				callLogger(this.options.log, claims).error({ code: errorCode(error) }, 'stream failed');
				this.options.services.metrics.callFaults += 1;
			},
			onUnstarted: () => this.turnAway(claims),
			onOver: () => {
				this.waiting.delete(stream);
				this.changed();
			},
		});
		this.waiting.add(stream);
		this.changed();
	}

	/** Lets everything go on for this long at most, and ends what is left then; resolves when all sockets are gone. */
	async shutDown(graceMs: number): Promise<void> {
		if (this.waiting.size + this.calls.size > 0) {
			const timer = setTimeout(() => this.endAll(), graceMs);
			await new Promise<void>((resolve) => {
				this.onEmpty = resolve;
			});
			clearTimeout(timer);
		}
		clearInterval(this.heartbeat);
	}

	/** Ends everything, because the bridge stops. */
	endAll(): void {
		for (const stream of this.waiting) stream.shutDown();
		for (const call of this.calls) call.fault.guard(() => call.shutDown())();
	}

	private start(leg: PlivoLeg, claims: StreamClaims, start: StartMessage, stopping: boolean): void {
		const { services, events } = this.options;
		const log = callLogger(this.options.log, claims);
		const fault = startFault(start, claims);
		const callEvents = events.openCall(claims);
		if (fault !== undefined) {
			log.error({ fault }, 'stream refused at its start');
			services.metrics.connectRefused(101, 'wrong-start');
			callEvents.emit('ended', { report: emptyReport(OUTCOMES.protocolError), transcript: [] });
			this.neverBegan(claims, OUTCOMES.protocolError);
			leg.close(1008, fault);
			return;
		}
		if (stopping || leg.closed) {
			log.info({ stopping }, 'stream gone at its start');
			const outcome = stopping ? OUTCOMES.bridgeShutdown : outcomeOf(leg.end);
			callEvents.emit('ended', { report: emptyReport(outcome), transcript: [] });
			this.neverBegan(claims, outcome);
			return;
		}
		const call = new RelayCall({
			claims,
			plivo: leg,
			events: callEvents,
			services,
			log,
			onFinished: () => {
				this.calls.delete(call);
				this.expectQuestion(claims, call.end.outcome);
				this.changed();
			},
		});
		this.calls.add(call);
		this.changed();
		call.begin();
	}

	private neverBegan(claims: StreamClaims, outcome: CallOutcome): void {
		if (isLoss(outcome)) this.options.services.lostStreams.add(claims.callId);
		this.expectQuestion(claims, outcome);
	}

	/** Somebody else's socket: it says nothing about this call, which has all its connects still, and n8n hears nothing. */
	private disown(leg: PlivoLeg, claims: StreamClaims): void {
		callLogger(this.options.log, claims).warn('stream of another call refused');
		this.options.services.metrics.connectRefused(101, 'wrong-start');
		this.options.ledger.disown(claims.callId);
		leg.close(1008, 'the stream belongs to another call');
	}

	private refuse(leg: PlivoLeg, claims: StreamClaims): void {
		callLogger(this.options.log, claims).warn('second start of a call refused');
		this.options.services.metrics.connectRefused(101, 'spent');
		leg.close(1008, 'the stream of this call has already started once');
	}

	/** Who has hung up is not told what comes next. */
	private expectQuestion(
		{ asksAfter, callId }: StreamClaims,
		outcome: CallOutcome | undefined,
	): void {
		if (!asksAfter || outcome?.reason === OUTCOMES.callerHangup.reason) return;
		this.options.services.afterQuestions.expect(callId);
	}

	/** Not before this turn is over: a stream that waits no longer may be a call in a moment. */
	private changed(): void {
		queueMicrotask(() => {
			this.options.onChange?.();
			if (this.waiting.size + this.calls.size === 0) this.onEmpty?.();
		});
	}
}

import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { BridgeConfig } from '../config';
import type { EventSender } from '../events/eventSender';
import { PlivoLeg } from '../plivo/plivoLeg';
import type { StartMessage } from '../plivo/plivoMessage';
import type { CallLedger } from './callLedger';
import { emptyReport, OUTCOMES } from './callOutcome';
import { RelayCall } from './relayCall';
import { startFault } from './startCheck';
import { WaitingStream } from './waitingStream';

export interface SwitchboardOptions {
	config: BridgeConfig;
	ledger: CallLedger;
	events: EventSender;
	log: Logger;
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

	get waitingCount(): number {
		return this.waiting.size;
	}

	/** Begins to watch both sockets of every call for signs of life. */
	startHeartbeat(): void {
		this.heartbeat = setInterval(() => {
			for (const call of this.calls) call.beat();
		}, this.options.config.limits.heartbeatMs);
	}

	/** Takes a fresh socket of Plivo's. */
	take(socket: WebSocket, claims: StreamClaims): void {
		const leg = new PlivoLeg(socket);
		const stream = new WaitingStream(leg, {
			timeoutMs: this.options.config.limits.startTimeoutMs,
			onStart: (start) => this.start(leg, claims, start),
			onOver: () => {
				this.waiting.delete(stream);
				this.reportEmpty();
			},
		});
		this.waiting.add(stream);
	}

	/** Ends everything, for a shutdown; resolves when all sockets are gone. */
	async shutDown(): Promise<void> {
		clearInterval(this.heartbeat);
		for (const stream of this.waiting) stream.shutDown();
		for (const call of this.calls) call.shutDown();
		if (this.waiting.size + this.calls.size === 0) return;
		await new Promise<void>((resolve) => {
			this.onEmpty = resolve;
		});
	}

	private start(leg: PlivoLeg, claims: StreamClaims, start: StartMessage): void {
		const { config, ledger, events } = this.options;
		const log = this.options.log.child({ callId: claims.callId, callUuid: claims.callUuid });
		// Checked before the token is spent: a socket that is not this call's must not shut the call out.
		const fault = startFault(start, claims);
		if (fault === undefined && !ledger.spend(claims.callId)) {
			log.warn('second start of a call refused');
			leg.close(1008, 'the stream of this call has already started once');
			return;
		}
		const callEvents = events.openCall(claims);
		if (fault !== undefined) {
			log.error({ fault }, 'stream refused at its start');
			callEvents.emit('ended', { report: emptyReport(OUTCOMES.protocolError), transcript: [] });
			leg.close(1008, fault);
			return;
		}
		const call = new RelayCall({
			claims,
			plivo: leg,
			events: callEvents,
			limits: config.limits,
			log,
			onFinished: () => {
				this.calls.delete(call);
				this.reportEmpty();
			},
		});
		this.calls.add(call);
		call.begin();
	}

	private reportEmpty(): void {
		if (this.waiting.size + this.calls.size === 0) this.onEmpty?.();
	}
}

import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { LiveCall } from '../../call/liveCall';
import { Refusal } from '../../doors/refusal';
import { faultOf } from '../../logger';
import type { BridgeMetrics } from '../../metrics/bridgeMetrics';
import { Listener } from './listener';

/** All browser tabs that hear calls along. */
export class Listeners {
	private readonly listeners = new Set<Listener>();

	/** @param most tabs at the same time */
	constructor(
		private readonly most: number,
		private readonly counts: Pick<BridgeMetrics, 'pageDrops'>,
		private readonly log: Logger,
	) {}

	/**
	 * Answers a request with the call's audio, until the tab stops it, the call is over, or the session ends at `endsAt` (milliseconds
	 * since the epoch).
	 * @throws Refusal when there are too many tabs
	 */
	add(call: LiveCall, response: ServerResponse, endsAt: number): void {
		if (this.listeners.size >= this.most) {
			throw new Refusal(503, 'Too many people listen to calls at the moment.');
		}
		const { callId, callUuid } = call;
		const listener = new Listener(call, response, endsAt, ({ dropped, fault }) => {
			this.listeners.delete(listener);
			this.counts.pageDrops.sound += dropped;
			if (fault !== undefined) {
				this.log.error({ callId, callUuid, ...faultOf(fault) }, 'listening to the call failed');
			}
			this.log.info({ callId, callUuid, dropped }, 'listening to the call is over');
		});
		this.listeners.add(listener);
		this.log.info({ callId, callUuid }, 'somebody listens to the call');
	}
}

import type { Logger } from 'pino';
import { faultOf } from '../logger';
import type { BridgeMetrics } from '../metrics/bridgeMetrics';
import type { PlivoLeg } from '../plivo/plivoLeg';
import type { AgentLeg } from '../ultravox/agentLeg';

export interface CallFaultOptions {
	plivo: Pick<PlivoLeg, 'terminate'>;
	agent: Pick<AgentLeg, 'close'>;
	metrics: Pick<BridgeMetrics, 'callFaults'>;
	/** Ends the call properly. */
	end: () => void;
	log: Logger;
}

/** Turns the work of a call into such that does not throw. */
export type Guard = <Args extends unknown[]>(
	work: (...args: Args) => void,
) => (...args: Args) => void;

/** Keeps errors of one call from all others: an error in its work, which is a bug of the bridge, ends that call and nothing else. */
export class CallFault {
	private happened = false;

	constructor(private readonly options: CallFaultOptions) {}

	/** For what timers and answers call, which nobody stands around. */
	readonly guard: Guard =
		(work) =>
		(...args) => {
			try {
				work(...args);
			} catch (error) {
				this.failed(error);
			}
		};

	/** The call's work has thrown this. */
	failed(error: unknown): void {
		const { plivo, agent, metrics, log, end } = this.options;
		metrics.callFaults += 1;
		log.error(faultOf(error), 'call failed');
		const again = this.happened;
		this.happened = true;
		try {
			if (!again) return end();
		} catch (next) {
			log.error(faultOf(next), 'call failed at its end');
		}
		// It does not even end properly.
		agent.close();
		plivo.terminate();
	}
}

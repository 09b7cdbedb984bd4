import type { BridgeConfig } from '../config/config';

/**
 * What one of several workers may have of the bounds that are meant for the whole bridge. Connections go to the workers in turn, so each
 * sees about an equal share of what one address does.
 */
export function workerConfig(config: BridgeConfig, workers: number): BridgeConfig {
	const share = (whole: number) => Math.ceil(whole / workers);
	const { limits, doors } = config;
	return {
		...config,
		limits: {
			...limits,
			waitingStreams: share(limits.waitingStreams),
			eventsOverall: share(limits.eventsOverall),
		},
		doors: {
			...doors,
			connections: share(doors.connections),
			connectionsPerAddress: share(doors.connectionsPerAddress),
			requestsPerMinute: share(doors.requestsPerMinute),
			requestBurst: share(doors.requestBurst),
			failedLoginsPerMinute: share(doors.failedLoginsPerMinute),
		},
	};
}

import type { BridgeConfig } from '../config/config';

/** So many wrong passwords a worker lets pass at least: who knows the right one may have to try some. */
const FAILED_LOGINS = 5;

/**
 * What one of several workers may have of the bounds that are meant for the whole bridge. Calls are shared evenly, and so is what they hold.
 * Connections are not: whoever has fewer calls gets more of them, so that a worker's bounds on them are those that were set.
 */
export function workerConfig(config: BridgeConfig, workers: number): BridgeConfig {
	const share = (whole: number) => Math.ceil(whole / workers);
	const { limits, doors } = config;
	const { failedLoginsPerMinute } = doors;
	return {
		...config,
		limits: { ...limits, eventsOverall: share(limits.eventsOverall) },
		doors: {
			...doors,
			// All together, they should not let many more be guessed.
			failedLoginsPerMinute: Math.min(
				failedLoginsPerMinute,
				Math.max(FAILED_LOGINS, share(failedLoginsPerMinute)),
			),
		},
	};
}

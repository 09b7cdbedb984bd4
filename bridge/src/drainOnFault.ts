import type { Bridge } from './bridge';
import type { BridgeLimits } from './config/limits';
import { LONGEST_MS } from './config/setting';
import { faultOf } from './logger';

/** Errors that are told; a timer that fails again and again must not fill the log. */
const MOST_TOLD = 20;

/** For what comes after the last call and the last event, and for sockets that take their time. */
const SPARE_MS = 30_000;

/** By when (ms) a bridge that has begun to stop has ended, unless something is wrong with it. */
export function longestStopMs({ graceMs, drainMs }: BridgeLimits): number {
	return Math.min(graceMs + drainMs + SPARE_MS, LONGEST_MS);
}

/**
 * From now on, an error that nobody has caught - a bug of the bridge outside of a call - does not end the process with all its calls: no new
 * calls are taken, those that live may go on as after SIGTERM, and then the process ends with 1, so that whoever watches it starts another.
 * @param longestMs by then it ends in any case: the same bug may keep it from its end
 * @param giveUp how it does
 */
export function drainOnFault(
	bridge: Pick<Bridge, 'close' | 'log'>,
	longestMs: number,
	giveUp: () => void = () => process.exit(),
): void {
	let faults = 0;
	const failed = (error: unknown) => {
		faults += 1;
		if (faults === 1) {
			// Also for an end that has begun before.
			process.exitCode = 1;
			setTimeout(giveUp, longestMs).unref();
			const end = () => process.exit();
			void bridge.close().then(end, end);
		}
		if (faults > MOST_TOLD) return;
		try {
			bridge.log.fatal(
				faultOf(error),
				'an error outside of a call: the bridge ends after its calls',
			);
		} catch {
			// A log that fails here would end the process at once, with its calls.
		}
	};
	process.on('uncaughtException', failed);
	process.on('unhandledRejection', failed);
}

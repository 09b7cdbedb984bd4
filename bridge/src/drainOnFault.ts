import type { Bridge } from './bridge';
import { faultOf } from './logger';

/** Errors that are told; a timer that fails again and again must not fill the log. */
const MOST_TOLD = 20;

/**
 * From now on, an error that nobody has caught - a bug of the bridge outside of a call - does not end the process with all its calls: no new
 * calls are taken, those that live may go on as after SIGTERM, and then the process ends with 1, so that whoever watches it starts another.
 */
export function drainOnFault(bridge: Pick<Bridge, 'close' | 'log'>): void {
	let faults = 0;
	const failed = (error: unknown) => {
		faults += 1;
		if (faults <= MOST_TOLD) {
			bridge.log.fatal(
				faultOf(error),
				'an error outside of a call: the bridge ends after its calls',
			);
		}
		if (faults > 1) return;
		// Also for an end that has begun before.
		process.exitCode = 1;
		const end = () => process.exit();
		void bridge.close().then(end, end);
	};
	process.on('uncaughtException', failed);
	process.on('unhandledRejection', failed);
}

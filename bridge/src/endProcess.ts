import type { Bridge } from './bridge';

/** How long (ms) a line of the log that another thread is writing may take. */
const LAST_LINE_MS = 500;

/**
 * Ends the process, also when a thread waits for a disk that does not answer: `process.exit()` would wait for that thread.
 * @param code when it is not `process.exitCode`
 */
export function endProcess({ stuck }: Pick<Bridge, 'stuck'>, code = process.exitCode): void {
	if (stuck) {
		// The log has its last lines to write.
		process.emit('exit', Number(code ?? 0));
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LAST_LINE_MS);
		process.kill(process.pid, 'SIGKILL');
	}
	process.exit(code);
}

import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BridgeConfig } from '../config/config';
import { drainOnFault, longestStopMs } from '../drainOnFault';
import { createLogger } from '../logger';
import { Primary } from './primary';

/**
 * Starts the workers and sees that there are as many as there should be. Resolves when each has been started once; ends the process with the
 * exit code of the first worker when that cannot even start.
 */
export async function runPrimary(config: BridgeConfig, workers: number): Promise<void> {
	const log = createLogger(config);
	const folder = await mkdtemp(join(tmpdir(), 'bridge-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const primary = new Primary(config, log, { workers, addressOf: addressesIn(folder) });
	// As with one process: the first signal drains, the second ends the calls, the third everything.
	let signals = 0;
	const stop = () => {
		signals += 1;
		if (signals > 2) primary.endAtOnce();
		primary.drain(signals === 2);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	// The workers read their certificate again; without one the signal means what it always does.
	if (config.doors.tlsCertificateFile !== undefined) {
		process.on('SIGHUP', () => primary.signal('SIGHUP'));
	}
	// Its end is the end of the process.
	const close = async () => await new Promise<void>(() => primary.drain(false));
	drainOnFault({ log, close }, longestStopMs(config.limits), () => primary.endAtOnce());
	await primary.start();
}

/** Nobody else may reach the workers: the folder is private, and on Windows, which has none for pipes, their key keeps others out. */
function addressesIn(folder: string): (number: number) => string {
	return (number) =>
		process.platform === 'win32'
			? `\\\\.\\pipe\\${folder.replace(/\W+/g, '-')}-${number}`
			: join(folder, `${number}.sock`);
}

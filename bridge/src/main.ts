import './nodeVersion';
import './threadPool';
import './youngGeneration';
import { isMainThread } from 'node:worker_threads';
import { startBridge } from './bridge';
import { processCount } from './cluster/clusterSettings';
import { BridgeConfigError, configFromEnvironment } from './config/config';
import { StuckFolderError } from './config/folder';
import { drainOnFault, longestStopMs } from './drainOnFault';
import { endProcess } from './endProcess';
import { threadMain } from './thread/threadMain';

/**
 * Starts the bridge from the environment. SIGTERM or SIGINT stops it: no new calls, and the others may go on for a while; the
 * second ends them, and the third ends the process.
 */
async function main(): Promise<void> {
	// It asks for certificates to be read again. Without one to read it must not end the calls, as it does by default.
	process.on('SIGHUP', () => undefined);
	const config = configFromEnvironment(process.env);
	const processes = processCount(config.processes);
	if (processes > 1) {
		const { runProcesses } = await import('./cluster/runProcesses');
		await runProcesses(config, processes);
		return;
	}
	const bridge = await startBridge(config);
	drainOnFault(bridge, longestStopMs(config.limits));
	let signals = 0;
	const stop = () => {
		signals += 1;
		if (signals > 2) endProcess(bridge, 1);
		void bridge.close({ now: signals === 2 }).then(() => endProcess(bridge));
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

function start(): void {
	main().catch((error: unknown) => {
		const sentence = error instanceof Error ? error.message : String(error);
		process.stderr.write(`The bridge cannot start. ${sentence}\n`);
		process.exitCode = error instanceof BridgeConfigError ? 2 : 1;
		if (error instanceof StuckFolderError) process.kill(process.pid, 'SIGKILL');
	});
}

if (isMainThread) start();
else threadMain();

import cluster from 'node:cluster';
import type { BridgeConfig } from '../config/config';
import { runPrimary } from './runPrimary';
import { runWorker } from './worker';

/**
 * Runs the bridge as several processes: this is called in the first, which only watches, and in each of the workers that it starts from
 * the same program. Resolves when the process has taken up its work.
 */
export async function runProcesses(config: BridgeConfig, workers: number): Promise<void> {
	if (cluster.isPrimary) {
		await runPrimary(config, workers);
		return;
	}
	try {
		await runWorker(config);
	} catch (error) {
		// Its channel to the primary would keep it alive; first, whoever started it says why.
		setImmediate(() => process.exit());
		throw error;
	}
}

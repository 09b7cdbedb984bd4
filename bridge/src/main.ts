import { startBridge } from './bridge';
import { BridgeConfigError, readConfig } from './config';
import { settingsFromEnvironment } from './environment';

/** Starts the bridge from the environment and stops it on SIGTERM or SIGINT; a second signal does not wait. */
async function main(): Promise<void> {
	const bridge = await startBridge(readConfig(settingsFromEnvironment(process.env)));
	let stopping = false;
	const stop = () => {
		if (stopping) process.exit(1);
		stopping = true;
		void bridge.close().then(() => process.exit(0));
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
	const sentence = error instanceof Error ? error.message : String(error);
	process.stderr.write(`The bridge cannot start. ${sentence}\n`);
	process.exitCode = error instanceof BridgeConfigError ? 2 : 1;
});

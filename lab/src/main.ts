import { serveCommand } from './start/serveCommand';
import { startCommand } from './start/startCommand';

const USAGE = 'Usage: lab.js start [--once] [--json] | lab.js serve\n';

async function main([command, ...options]: string[]): Promise<number> {
	if (command === 'start') return await startCommand(options);
	if (command === 'serve' && options.length === 0) return await serveCommand();
	process.stderr.write(USAGE);
	return 2;
}

main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);

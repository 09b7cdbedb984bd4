/**
 * Attacks the bridge for as long as one likes: `node bridge/fuzz/run.mjs --minutes 10 [--seed 7]`. The same as the short run of
 * `npm test` (bridge/test/fuzz), with another seed each time, which is shown: with it the same attacks come again.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!(minutes > 0) || !Number.isInteger(seed)) {
	process.stderr.write('--minutes must be a number above 0, and --seed a whole number.\n');
	process.exit(2);
}
process.stdout.write(`Fuzzing for ${minutes} minutes with --seed ${seed}\n`);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const child = spawn(
	process.execPath,
	[jest, '--selectProjects=unit', '--runInBand', '--testPathPatterns', 'bridge/test/fuzz/'],
	{
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, FUZZ_MINUTES: String(minutes), FUZZ_SEED: String(seed) },
	},
);
child.on('exit', (code) => {
	process.exitCode = code ?? 1;
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '../..');
const exec = promisify(execFile);

/**
 * Memory of a process that has just started grows: a minute says little about ten. What a call or a frame leaves behind shows all the
 * same: 60 calls have 360 000 frames a minute.
 */
const MOST_SLOPE = '60';

interface Way {
	sent: number;
	lost: number;
	altered: number;
	reordered: number;
}

interface Result {
	up: Way;
	down: Way;
	closed: number;
	protocolErrors: number;
	megabytes: { slopePerMinute: number };
	descriptors: { grown: number; leftAfterwards: number };
	faults: string[];
}

describe('a soak', () => {
	let folder: string;
	let bridge: string;

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'soak-'));
		bridge = join(folder, 'bridge.js');
		buildSync({
			entryPoints: [join(ROOT, 'bridge/src/main.ts')],
			outfile: bridge,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node24',
			external: ['bufferutil', 'utf-8-validate'],
			logLevel: 'silent',
		});
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('of 60 calls: no frame lost, altered or out of order, memory and file descriptors stay', async () => {
		const length = ['--calls', '60', '--minutes', '0.75', '--most-slope', MOST_SLOPE];
		const program = [join(ROOT, 'bench/soak.mjs'), '--json', '--bridge', bridge, ...length];
		const { stdout, stderr } = await exec(process.execPath, program, { cwd: ROOT });
		process.stderr.write(stderr);
		expect(stdout.trimEnd().split('\n')).toHaveLength(1);
		const result = JSON.parse(stdout) as Result;
		expect(result.faults).toEqual([]);
		for (const way of [result.up, result.down]) {
			// 45 s of 60 calls are 135 000 frames; a busy machine sends fewer in time.
			expect(way.sent).toBeGreaterThan(60_000);
			expect(way).toMatchObject({ lost: 0, altered: 0, reordered: 0 });
		}
		expect(result).toMatchObject({ closed: 0, protocolErrors: 0 });
	}, 240_000);
});

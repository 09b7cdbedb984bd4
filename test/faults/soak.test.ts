import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '../..');
const exec = promisify(execFile);

/**
 * Megabytes a minute, as in the long soak, but of what is alive when all garbage is collected: less than a minute says nothing about memory
 * that is collected whenever there is time. 60 calls have 360 000 frames a minute: three bytes that each of them leaves behind are too many.
 */
const MOST_LIVE = '1';
/** The same for what the process has of the machine, which may take memory in pieces of a megabyte. */
const MOST_SLOPE = '10';

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
	megabytes: { slopePerMinute: number; alive: { samples: number; slopePerMinute: number } };
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
			define: { BRIDGE_IS_BUNDLED: 'true' },
			logLevel: 'silent',
		});
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('of 60 calls: no frame lost, altered or out of order, memory and file descriptors stay', async () => {
		const length = ['--calls', '60', '--minutes', '0.75'];
		const bounds = ['--most-live', MOST_LIVE, '--most-slope', MOST_SLOPE];
		const program = [join(ROOT, 'bench/soak.mjs'), '--json', '--bridge', bridge];
		const { stdout, stderr } = await exec(process.execPath, [...program, ...length, ...bounds], {
			cwd: ROOT,
		});
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
		// Every other second of the last half.
		expect(result.megabytes.alive.samples).toBeGreaterThanOrEqual(8);
		expect(result.megabytes.alive.slopePerMinute).toBeLessThan(Number(MOST_LIVE));
	}, 240_000);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { runBench } from './benchProcess';

const SOURCE = join(__dirname, '../../src/main.ts');

interface Way {
	sent: number;
	measured: number;
	lost: number;
	altered: number;
	reordered: number;
}

interface Run {
	scenario: string;
	contestant: string;
	calls: number;
	failed?: string;
	tls: boolean;
	encoding: string;
	up: Way;
	down: Way;
	cpuPerCallMinute: number;
	foreignCores: number;
	processes: { calls: number }[];
}

interface Result {
	ratios: Record<string, number | null>;
	lost: number;
	runs: Run[];
}

describe('the benchmark', () => {
	let folder: string;
	let bridge: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'bench-'));
		bridge = join(folder, 'bridge.js');
		buildSync({
			entryPoints: [SOURCE],
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
	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	const bench = async (...options: string[]): Promise<Result> => {
		const short = ['--rounds', '1', '--retries', '0', '--wait-quiet', '0', '--warm', '0.2'];
		const { stdout } = await runBench([
			'--json',
			'--no-pin',
			'--bridge',
			bridge,
			...short,
			...options,
		]);
		expect(stdout.trimEnd().split('\n')).toHaveLength(1);
		return JSON.parse(stdout) as Result;
	};

	const expectIntact = ({ up, down }: Run, framesAtLeast: number) => {
		for (const way of [up, down]) {
			expect(way.sent).toBeGreaterThanOrEqual(framesAtLeast);
			expect(way).toMatchObject({ lost: 0, altered: 0, reordered: 0 });
		}
	};

	it('carries 10 calls through every kind of contestant without losing a frame', async () => {
		const chosen = ['--only', 'steady', '--contestants', 'naive,frame-relay,ours'];
		const result = await bench(...chosen, '--calls', '10', '--seconds', '3');
		expect(Object.keys(result).sort()).toEqual(['lost', 'ratios', 'runs']);
		expect(result.lost).toBe(0);
		expect(result.ratios).toEqual({
			cpuVsNaive: expect.any(Number) as number,
			cpuVsFrameRelay: expect.any(Number) as number,
			p99VsFrameRelay: expect.any(Number) as number,
			callsPerCoreVsNaive: null,
		});
		expect(result.runs.map(({ contestant }) => contestant).sort()).toEqual([
			'frame-relay',
			'naive',
			'ours',
		]);
		for (const run of result.runs) {
			// 3 s of 10 calls are 1500 frames each way; a busy machine sends fewer in time.
			expectIntact(run, 500);
			expect(run.cpuPerCallMinute).toBeGreaterThan(0);
			expect(run.foreignCores).toBeGreaterThanOrEqual(0);
		}
	}, 240_000);

	it('fails when the bridge does not even start', async () => {
		const crash = join(folder, 'crash.js');
		await writeFile(crash, 'process.exit(3);');
		const options = ['--only', 'capacity', '--contestants', 'ours', '--most-calls', '10'];
		const short = ['--rounds', '1', '--retries', '0', '--wait-quiet', '0', '--no-pin'];
		const { code, stdout } = await runBench(['--json', '--bridge', crash, ...short, ...options]);
		expect(code).toBe(1);
		const { runs } = JSON.parse(stdout) as Result;
		expect(runs).toHaveLength(1);
		expect(runs[0]?.failed).toMatch(/^10 calls broke off: \S+node ended with 3\.$/);
	}, 60_000);

	it('speaks mu-law, bursts, TLS, and to two processes on one port', async () => {
		const chosen = ['--only', 'mulaw,burst,tls,processes'];
		const result = await bench(...chosen, '--calls', '10', '--most-calls', '10', '--seconds', '1');
		expect(result.lost).toBe(0);
		// Whether 10 calls are served well is up to the machine.
		for (const { failed = '' } of result.runs) expect(failed).not.toContain('broke off');
		const fixed = result.runs.filter(({ scenario }) => /tls|processes/.test(scenario));
		expect(fixed.map(({ scenario, contestant }) => `${scenario} ${contestant}`).sort()).toEqual([
			'processes ours',
			'tls byte-relay',
			'tls frame-relay',
			'tls naive',
			'tls ours',
		]);
		for (const run of fixed) expectIntact(run, 20);
		const shared = fixed.find(({ scenario }) => scenario === 'processes') as Run;
		// The first one watches the others.
		expect(shared.processes.map(({ calls }) => calls > 0)).toEqual([false, true, true]);
		expect(shared.processes.reduce((sum, { calls }) => sum + calls, 0)).toBe(10);
	}, 240_000);
});

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../src/n8n/repositoryRoot';

const folder = join(repositoryRoot(), 'test', 'run');
const run = promisify(execFile);

/** Imports a module of the test runner (plain JavaScript, outside of Jest) and prints what the expression gives. */
async function evaluate(file: string, expression: string): Promise<unknown> {
	const url = pathToFileURL(join(folder, file)).href;
	const script = `import * as m from ${JSON.stringify(url)};
		process.stdout.write(JSON.stringify(await (${expression})));`;
	const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
	return JSON.parse(stdout);
}

const report = (counts: Record<string, number>) => ({
	numPassedTests: 0,
	numFailedTests: 0,
	numRuntimeErrorTestSuites: 0,
	numPendingTests: 0,
	numTodoTests: 0,
	...counts,
});
const judge = async (counts: Record<string, number> | undefined, ending: object) =>
	await evaluate(
		'runSuite.mjs',
		`m.judgeJest(${JSON.stringify(counts && report(counts))}, ${JSON.stringify(ending)})`,
	);

describe('the test runner', () => {
	it('takes the numbers of Jest', async () => {
		expect(await judge({ numPassedTests: 5, numPendingTests: 1 }, { code: 0 })).toEqual({
			passed: 5,
			failed: 0,
			skipped: 1,
		});
		expect(
			await judge(
				{ numPassedTests: 5, numFailedTests: 2, numRuntimeErrorTestSuites: 1 },
				{ code: 1 },
			),
		).toMatchObject({ passed: 5, failed: 3 });
	});

	it('names the tests that were not run', async () => {
		const results = [
			{ assertionResults: [{ status: 'passed', fullName: 'a passes' }] },
			{
				assertionResults: [
					{ status: 'pending', fullName: 'b needs what is not here' },
					{ status: 'failed', fullName: 'c fails' },
					{ status: 'todo', fullName: 'd is to come' },
				],
			},
		];
		const skipped = `m.skippedTests(${JSON.stringify({ testResults: results })})`;
		expect(await evaluate('runSuite.mjs', skipped)).toEqual([
			'b needs what is not here',
			'd is to come',
		]);
	});

	it.each([
		['that ran no test', { numPendingTests: 3 }, { code: 0 }, 0, 'ran no test'],
		['that wrote no report', undefined, { code: 7 }, 0, 'Jest ended with 7 and no report'],
		[
			'whose Jest failed for another reason',
			{ numPassedTests: 2 },
			{ code: 1 },
			2,
			'Jest ended with 1',
		],
		[
			'that had to be ended',
			{ numPassedTests: 2 },
			{ code: null, stuck: 'too long' },
			2,
			'too long',
		],
	])('fails a suite %s', async (_what, counts, ending, passed, note) => {
		expect(await judge(counts, ending)).toMatchObject({ passed, failed: 1, note });
	});

	it('adds everything up in the last line', async () => {
		const rows = [
			{ name: 'lint', passed: 1, failed: 0, skipped: 0, seconds: 3.4 },
			{
				name: 'unit',
				passed: 120,
				failed: 2,
				skipped: 1,
				seconds: 17.5,
				note: 'ended after 15 minutes',
			},
		];
		expect(await evaluate('table.mjs', `m.total(${JSON.stringify(rows)})`)).toBe(
			'121 passed, 2 failed',
		);
		expect(await evaluate('table.mjs', `m.table(${JSON.stringify(rows)})`)).toBe(
			[
				'suite  passed  failed  skipped  seconds',
				'lint        1       0        0        3',
				'unit      120       2        1       18  ended after 15 minutes',
			].join('\n'),
		);
	});

	it('begins with the longest test files, each of which is there', () => {
		const sequencer = join(folder, 'longestFirst.cjs');
		const { LONGEST, place } = jest.requireActual<{
			LONGEST: string[];
			place: (test: { path: string }) => number;
		}>(sequencer);
		const there = new Set(readdirSync(join(repositoryRoot(), 'test', 'end-to-end')));
		expect(LONGEST.filter((name) => !there.has(name))).toEqual([]);
		const paths = ['/a/short.test.ts', ...LONGEST.map((name) => `/a/${name}`).reverse()];
		const order = paths.map((path) => ({ path })).sort((a, b) => place(a) - place(b));
		expect(order.map(({ path }) => path.slice(3))).toEqual([...LONGEST, 'short.test.ts']);
	});

	it('leaves nothing of a suite running, even when it ends well', async () => {
		const work = mkdtempSync(join(tmpdir(), 'test-run-'));
		const file = join(work, 'pid');
		const leave = `const { spawn } = require('node:child_process');
			const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
			child.unref();
			require('node:fs').writeFileSync(${JSON.stringify(file)}, String(child.pid));`;
		try {
			const ending = await evaluate(
				'processGroup.mjs',
				`m.runGroup(process.execPath, ['-e', ${JSON.stringify(leave)}], { isStuck: () => undefined })`,
			);
			expect(ending).toEqual({ code: 0 });
			const left = Number(readFileSync(file, 'utf8'));
			for (let tries = 0; isRunning(left); tries++) {
				if (tries > 400) throw new Error('What the suite left behind still runs.');
				await pause(50);
			}
		} finally {
			rmSync(work, { recursive: true, force: true });
		}
	});
});

/** A process that is dead but not yet collected does not run. */
function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}

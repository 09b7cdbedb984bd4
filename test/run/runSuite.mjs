import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gulp, markBuilt, markUnbuilt } from '../../lab/runtime/build.mjs';
import { root, runtimeFolder, say } from '../../lab/runtime/install.mjs';
import { runGroup } from './processGroup.mjs';

/** Seconds that Jest may take to end after its last test: what is longer is something left open. */
const SECONDS_TO_END = 60;

/**
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [note] what a reader of the table must know
 */

/** @returns {Promise<Result>} */
async function runTask(suite, node24) {
	const isBuild = suite.name === 'build';
	const fingerprint = isBuild ? markUnbuilt() : undefined;
	const { code, stuck } = await runGroup(node24.node, gulp(suite.name), {
		cwd: root,
		// Without it the build draws a spinner into the log.
		env: { ...node24.env, CI: 'true' },
		isStuck: (seconds) => tooLong(suite, seconds),
	});
	const works = code === 0;
	if (works && isBuild) markBuilt(fingerprint);
	return { passed: works ? 1 : 0, failed: works ? 0 : 1, skipped: 0, note: stuck };
}

const tooLong = (suite, seconds) =>
	seconds > suite.minutes * 60 ? `ended after ${suite.minutes} minutes` : undefined;

/** Adds up what Jest wrote; a test file that could not even be loaded is one failure. */
export function countJest(report) {
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

/** The full titles of the tests that were not run: each says why, as far as it depends on the machine. */
export function skippedTests(report) {
	return report.testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status === 'pending' || status === 'todo')
		.map(({ fullName }) => fullName);
}

/** What a Jest run comes to, given its report (undefined when it wrote none) and how the program ended. */
export function judgeJest(report, { code, stuck }) {
	const counts = report ? countJest(report) : { passed: 0, failed: 0, skipped: 0 };
	const fail = (note) => ({ ...counts, failed: counts.failed + 1, note });
	if (stuck) return fail(stuck);
	if (!report) return fail(`Jest ended with ${code} and no report`);
	if (counts.passed + counts.failed === 0) return fail('ran no test');
	if (code !== 0 && counts.failed === 0) return fail(`Jest ended with ${code}`);
	return counts;
}

/** @returns {Promise<Result>} */
async function runJest(suite, node24) {
	const reports = join(runtimeFolder, 'test-reports');
	mkdirSync(reports, { recursive: true });
	const reportFile = join(reports, `${suite.name}.json`);
	rmSync(reportFile, { force: true });
	let finishedAt;
	const ending = await runGroup(
		node24.node,
		[
			join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			'--ci',
			'--json',
			`--outputFile=${reportFile}`,
			...(suite.options ?? []),
			'--selectProjects',
			suite.name,
		],
		{
			cwd: root,
			env: node24.env,
			isStuck(seconds) {
				if (existsSync(reportFile)) finishedAt ??= seconds;
				if (finishedAt !== undefined && seconds - finishedAt > SECONDS_TO_END) {
					return 'Jest did not end: a test left something open';
				}
				return tooLong(suite, seconds);
			},
		},
	);
	const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
	for (const title of report ? skippedTests(report) : []) say(`Skipped: ${title}`);
	return judgeJest(report, ending);
}

/** Runs one suite to its end. @returns {Promise<Result>} */
export async function runSuite(suite, node24) {
	return suite.kind === 'task' ? await runTask(suite, node24) : await runJest(suite, node24);
}

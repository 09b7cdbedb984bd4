/**
 * `npm test`: gets what is missing, then runs every suite with Node.js 24 and ends with `N passed, N failed`.
 * `node test/run.mjs unit engine` runs only those. Plain JavaScript, because it runs on Node.js 20 too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ensureNode24, say } from '../lab/runtime/install.mjs';
import { whenNpmIsGone } from '../lab/runtime/parentWatch.mjs';
import { withProgress } from '../lab/runtime/progress.mjs';
import { beginNeeds } from './run/needs.mjs';
import { killAll } from './run/processGroup.mjs';
import { runSuite } from './run/runSuite.mjs';
import { suites } from './run/suites.mjs';
import { table, total } from './run/table.mjs';

/** n8n of a suite that had to be killed ends by itself within this time (lab/src/n8n/childGuard.cjs). */
const MS_FOR_ORPHANS = 6000;

function chosenSuites(names) {
	const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
	if (unknown !== undefined) {
		const known = suites.map(({ name }) => name).join(', ');
		say(`There is no suite "${unknown}". The suites are: ${known}.`);
		process.exit(2);
	}
	return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

const nothing = { passed: 0, failed: 0, skipped: 0 };
const impossible = (note) => ({ ...nothing, failed: 1, note });

/** Waits until what a suite needs is there. @returns why it is not; undefined when it is */
async function whatIsLacking(suite, needs) {
	const answers = Promise.all(suite.needs.map((need) => needs.get(need)));
	const reasons = await withProgress(`Waiting for what ${suite.name} needs`, () => answers);
	return reasons.find((reason) => reason !== undefined);
}

async function runAll(chosen) {
	const rows = [];
	const add = (suite, result, seconds = 0) => rows.push({ name: suite.name, seconds, ...result });
	let node24;
	try {
		node24 = await withProgress('Installing Node.js 24', ensureNode24);
	} catch (error) {
		say(error.message);
		for (const suite of chosen) add(suite, impossible('Node.js 24 is missing'));
		return rows;
	}
	const needs = await beginNeeds(new Set(chosen.flatMap((suite) => suite.needs)), node24, {
		buildsItself: chosen.some(({ name }) => name === 'build'),
	});
	for (const suite of chosen) {
		const lacking = await whatIsLacking(suite, needs);
		if (lacking !== undefined) {
			say(`\n${suite.name}: not run. ${lacking}`);
			add(suite, impossible(lacking));
			continue;
		}
		say(`\n== ${suite.name}`);
		const startedAt = Date.now();
		const result = await runSuite(suite, node24);
		add(suite, result, (Date.now() - startedAt) / 1000);
		if (suite.name === 'build' && result.failed > 0) needs.set('build', 'The build failed.');
	}
	return rows;
}

function stop() {
	killAll();
	process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
whenNpmIsGone(stop);

const rows = await runAll(chosenSuites(process.argv.slice(2)));
if (rows.some(({ note }) => note !== undefined)) await pause(MS_FOR_ORPHANS);
process.stdout.write(`\n${table(rows)}\n\n${total(rows)}\n`);
process.exitCode = rows.some(({ failed }) => failed > 0) ? 1 : 0;

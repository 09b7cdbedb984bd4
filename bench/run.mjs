/**
 * `npm run bench`: how much the bridge costs and how fast it is, beside the usual ways of doing the same. See docs/performance.md.
 * Plain JavaScript, because it runs on Node.js 20 too; what it measures runs on Node.js 24.
 */
import { ensureNode24, say } from '../lab/runtime/install.mjs';
import { whenNpmIsGone } from '../lab/runtime/parentWatch.mjs';
import { killAll } from './children.mjs';
import { startEventSink } from './eventSink.mjs';
import { describeMachine, placement, stepAside } from './machine.mjs';
import { p99 } from './measure.mjs';
import { readOptions, USAGE } from './options.mjs';
import { runScenario } from './scenarios.mjs';
import { failures, jsonResult, lostFrames, missesGoals } from './summary.mjs';
import { tables } from './tables.mjs';
import {
	bundledBridge,
	compileGenerator,
	loadTokenTools,
	makeCertificate,
	nodeVersion,
	removeTools,
} from './tools.mjs';

async function prepare(options) {
	if (process.platform !== 'linux') throw new Error('The benchmark needs Linux: epoll and /proc.');
	const node24 = await ensureNode24();
	const generator = await compileGenerator();
	const usesTls = options.scenarios.includes('tls');
	const tlsFront = options.tlsFront || !generator.hasTls;
	const where = placement(options.pin);
	say(`${describeMachine(await nodeVersion(node24))}.`);
	say(
		where.pinned
			? `Generator on core ${where.generator}, contestant on core ${where.contestant}.`
			: 'Nothing is pinned to a core.',
	);
	if (usesTls) {
		say(
			tlsFront
				? 'TLS of the agents ends in a Node.js process beside the generator, which may be the limit (install libssl-dev to avoid that).'
				: 'TLS of the agents ends in the generator.',
		);
	}
	const session = {
		options,
		generator,
		tlsFront,
		node: node24.node,
		placement: where,
		bridge: options.bridge ?? (await bundledBridge(node24)),
		tokenTools: await loadTokenTools(),
		certificate: usesTls ? await makeCertificate() : undefined,
		found: new Map(),
	};
	stepAside(where);
	return session;
}

function describe(run) {
	const what = `${run.scenario}, ${run.contestant}`;
	if (run.failed !== undefined) return `${what}: ${run.failed}`;
	if (run.probes) return `${what}: ${run.callsPerCore} calls on one core`;
	return `${what}, ${run.calls} calls: ${run.cpuPerCallMinute.toFixed(1)} ms/call-min, p99 ${p99(run).toFixed(2)} ms, others ${run.foreignCores.toFixed(2)} cores`;
}

async function runAll(options) {
	const session = await prepare(options);
	const sink = await startEventSink();
	session.eventsUrl = sink.url;
	const runs = [];
	try {
		for (let round = 1; round <= options.rounds; round++) {
			for (const scenario of options.scenarios) {
				for await (const run of runScenario(session, scenario, round)) {
					runs.push(run);
					say(`round ${round}/${options.rounds}: ${describe(run)}`);
				}
			}
		}
	} finally {
		sink.close();
	}
	return runs;
}

function stop() {
	killAll();
	removeTools();
	process.exit(130);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
whenNpmIsGone(stop);

try {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(USAGE);
	} else {
		const runs = await runAll(options);
		(options.json ? process.stderr : process.stdout).write(`${tables(runs)}\n`);
		if (options.json) process.stdout.write(`${JSON.stringify(jsonResult(runs))}\n`);
		const broken = failures(runs).length > 0 || lostFrames(runs) > 0;
		process.exitCode = broken || (options.check && missesGoals(runs)) ? 1 : 0;
	}
} catch (error) {
	say(error.message);
	process.exitCode = 2;
} finally {
	killAll();
	removeTools();
}

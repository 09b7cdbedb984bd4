/**
 * `npm run soak`: many calls for a long time, every byte checked, memory and file descriptors watched. See docs/reliability.md.
 * Plain JavaScript, because it runs on Node.js 20 too; the bridge runs on Node.js 24.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureNode24, say } from '../lab/runtime/install.mjs';
import { whenNpmIsGone } from '../lab/runtime/parentWatch.mjs';
import { killAll, objectWith, start } from './children.mjs';
import { CONTESTANTS, newSecret } from './contestants.mjs';
import { startEventSink } from './eventSink.mjs';
import { describeMachine } from './machine.mjs';
import { callList, wrongFrames } from './measure.mjs';
import { slope } from './regression.mjs';
import { descriptors, megabytes, PROBED, watch, watchLive } from './soakMemory.mjs';
import {
	bundledBridge,
	compileGenerator,
	loadTokenTools,
	nodeVersion,
	removeTools,
} from './tools.mjs';

const USAGE = `npm run soak -- [options]

  --calls <n>         calls that live all the time (300)
  --minutes <m>       how long (10)
  --most-slope <mb>   megabytes a minute that memory may grow by over the last half (1)
  --most-live <mb>    the same for what is alive when all garbage is collected; the bridge is made to, every other second
  --bridge <file>     the bundled bridge (bridge/dist/bridge.js, built when it is older than its sources)
  --json              one line of JSON on stdout; what people read goes to stderr
`;

/** The load is full after this many seconds; what counts begins then. */
const WARM_SECONDS = 2;
/** With fewer over the last half, a slope says nothing. */
const FEWEST_LIVE = 5;
/** A generator that is later than this (99 of 100 frames, milliseconds) sends whole seconds at once, which says nothing about the bridge. */
const MOST_LATE_MS = 1_000;
/** Connecting, draining and ending take this long at most. */
const EXTRA_SECONDS = 120;
/** Events on their way to one host at the same time: each has a connection (BRIDGE_EVENT_POSTS). */
const EVENT_CONNECTIONS = 32;

function readOptions(commandLine) {
	const text = { type: 'string' };
	const flag = { type: 'boolean', default: false };
	const { values } = parseArgs({
		args: commandLine,
		options: {
			calls: text,
			minutes: text,
			'most-slope': text,
			'most-live': text,
			bridge: text,
			json: flag,
			help: flag,
		},
	});
	const number = (name, fallback) => {
		const value = Number(values[name] ?? fallback);
		if (!(value > 0)) throw new Error(`--${name} must be a number above 0.`);
		return value;
	};
	return {
		...values,
		calls: Math.ceil(number('calls', 300)),
		minutes: number('minutes', 10),
		mostSlope: number('most-slope', 1),
		mostLive: values['most-live'] === undefined ? undefined : number('most-live'),
	};
}

async function run(options) {
	const node24 = await ensureNode24();
	const generator = await compileGenerator();
	const bridgeFile = options.bridge ?? (await bundledBridge(node24));
	const tools = await loadTokenTools();
	say(`${describeMachine(await nodeVersion(node24))}.`);
	say(`${options.calls} calls for ${options.minutes} minutes.`);
	const sink = await startEventSink();
	const folder = mkdtempSync(join(tmpdir(), 'soak-'));
	const seconds = options.minutes * 60;
	const load = start(generator.file, [
		...['--calls', `${options.calls}`, '--seconds', `${seconds}`, '--warm', `${WARM_SECONDS}`],
	]);
	const contestant = CONTESTANTS.ours;
	const call = { contestant, calls: options.calls, encoding: 'l16', tools, secret: newSecret() };
	call.eventsUrl = sink.url;
	const probe = options.mostLive === undefined ? [] : PROBED;
	const bridge = start(node24.node, [...probe, bridgeFile], {
		env: { ...process.env, ...contestant.environment(call), BRIDGE_DATA_FOLDER: folder },
	});
	try {
		const { agentPort } = await load.read(objectWith('agentPort'));
		call.agentUrl = `ws://127.0.0.1:${agentPort}/join`;
		const { port } = await bridge.read(objectWith('port'));
		const before = { megabytes: megabytes(bridge.pid), descriptors: descriptors(bridge.pid) };
		load.stdin.end(callList(call, { port, pids: [bridge.pid] }));
		const watched = watch(bridge.pid);
		const live = probe.length > 0 ? watchLive(bridge) : undefined;
		const timer = setTimeout(() => void load.stop(), (seconds + EXTRA_SECONDS) * 1_000);
		try {
			const counted = await load.read(objectWith('up', 'down'));
			watched.stop();
			live?.stop();
			await load.ended;
			const left = await descriptorsLeft(bridge.pid, before.descriptors);
			return { counted, samples: watched.samples, live: live?.samples, before, left };
		} finally {
			clearTimeout(timer);
			watched.stop();
			live?.stop();
		}
	} finally {
		await Promise.all([load.stop(), bridge.stop()]);
		sink.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
	}
}

/** File descriptors beyond those of before the first call, once the calls are over. */
async function descriptorsLeft(pid, before) {
	const limit = EVENT_CONNECTIONS;
	const deadline = performance.now() + 30_000;
	while (descriptors(pid) - before > limit && performance.now() < deadline) await pause(100);
	return descriptors(pid) - before;
}

const lastHalf = (samples) => samples.slice(Math.floor(samples.length / 2));

/** How what is alive has grown; nothing where the bridge was not made to collect its garbage. */
function aliveOf(samples, round) {
	if (samples === undefined) return {};
	const half = lastHalf(samples);
	const [atHalf, atEnd] = [half[0], half.at(-1)].map((sample) => round(sample?.[1] ?? 0));
	return { alive: { samples: half.length, atHalf, atEnd, slopePerMinute: round(slope(half)) } };
}

function resultOf(options, { counted, samples, live, before, left }) {
	const half = lastHalf(samples);
	const average = (list) => list.reduce((sum, [, , count]) => sum + count, 0) / list.length;
	const tenth = Math.max(1, Math.floor(half.length / 10));
	const grown = average(half.slice(-tenth)) - average(half.slice(0, tenth));
	const memory = half.map(([, used]) => used);
	const way = ({ sent, lost, altered, reordered, p99 }) => ({
		sent,
		lost,
		altered,
		reordered,
		p99,
	});
	const round = (value) => Math.round(value * 100) / 100;
	const result = {
		calls: options.calls,
		minutes: options.minutes,
		up: way(counted.up),
		down: way(counted.down),
		filled: counted.filled,
		closed: counted.closed,
		protocolErrors: counted.protocolErrors,
		cpuPerCallMinute: counted.cpuPerCallMinute,
		foreignCores: counted.foreignCores,
		generatorLateP99: counted.lateP99,
		megabytes: {
			before: round(before.megabytes),
			atHalf: round(memory[0]),
			atEnd: round(memory.at(-1)),
			most: round(Math.max(...samples.map(([, used]) => used))),
			slopePerMinute: round(slope(half.map(([at, used]) => [at, used]))),
			...aliveOf(live, round),
		},
		descriptors: { before: before.descriptors, grown: round(grown), leftAfterwards: left },
	};
	return { ...result, faults: faultsOf(result, options) };
}

/** What is wrong, in sentences; none when the bridge has passed. */
function faultsOf(result, { mostSlope, mostLive }) {
	const { megabytes: memory, descriptors: files } = result;
	const { alive } = memory;
	const checks = [
		[wrongFrames(result) > 0, 'Frames were lost, altered or out of order.'],
		[result.closed > 0, 'Calls ended early.'],
		[result.protocolErrors > 0, 'The bridge broke the protocol.'],
		[memory.slopePerMinute >= mostSlope, `Memory grows by ${memory.slopePerMinute} MB a minute.`],
		[
			alive !== undefined && !(alive.samples >= FEWEST_LIVE && alive.slopePerMinute < mostLive),
			`What is alive grows by ${alive?.slopePerMinute} MB a minute (${alive?.samples} samples).`,
		],
		[files.grown > EVENT_CONNECTIONS, 'File descriptors grow.'],
		[files.leftAfterwards > EVENT_CONNECTIONS, 'File descriptors of calls stay open.'],
	];
	return checks.filter(([wrong]) => wrong).map(([, sentence]) => sentence);
}

function describe({ up, down, generatorLateP99, megabytes: memory, descriptors: files, faults }) {
	const late = generatorLateP99 > MOST_LATE_MS;
	return [
		`Frames: ${up.sent} to the agents, ${down.sent} to the callers, ${wrongFrames({ up, down })} of them wrong.`,
		`Added latency, p99: ${up.p99.toFixed(2)} and ${down.p99.toFixed(2)} ms.`,
		`Memory: ${memory.atHalf} MB at half time, ${memory.atEnd} MB at the end, ${memory.slopePerMinute} MB a minute between.`,
		...(memory.alive
			? [
					`Alive: ${memory.alive.atHalf} MB at half time, ${memory.alive.atEnd} MB at the end, ${memory.alive.slopePerMinute} MB a minute between.`,
				]
			: []),
		`File descriptors: ${files.grown} more at the end than at half time, ${files.leftAfterwards} left after the calls.`,
		...(late
			? ['The machine was busy: the load generator was late by seconds, and latency is its own.']
			: []),
		faults.length === 0 ? 'Passed.' : `Failed. ${faults.join(' ')}`,
	].join('\n');
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
		if (process.platform !== 'linux') throw new Error('The soak needs Linux: epoll and /proc.');
		const result = resultOf(options, await run(options));
		(options.json ? process.stderr : process.stdout).write(`${describe(result)}\n`);
		if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
		process.exitCode = result.faults.length === 0 ? 0 : 1;
	}
} catch (error) {
	say(error.message);
	process.exitCode = 2;
} finally {
	killAll();
	removeTools();
}

/** What the runs add up to: medians, ratios, goals. */
import { attemptsOf, p99, wrongFrames } from './measure.mjs';

/** The median of numbers, their least and their greatest; undefined when there are none. */
export function spread(numbers) {
	if (numbers.length === 0) return undefined;
	const sorted = [...numbers].sort((left, right) => left - right);
	const middle = sorted.length >> 1;
	const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	return { median, least: sorted[0], greatest: sorted.at(-1) };
}

const cpu = (run) => run.cpuPerCallMinute;
const callsPerCore = (run) => run.callsPerCore;

export const METRICS = {
	cpu,
	p50: (run) => Math.max(run.up.p50, run.down.p50),
	p99,
	p999: (run) => Math.max(run.up.p999, run.down.p999),
	memory: (run) => run.kilobytesPerCall,
	foreign: (run) => run.foreignCores,
};

/**
 * What has to be reached. `atMost`/`atLeast`: must; `reach`: wanted; with neither it is only shown.
 * `calls`, `thanCalls`: only runs with so many; `thanScenario`: the other's scenario, if that is another.
 * @type {Array<{ name: string, title: string, scenario: string, of: Function, than: string, calls?: number, thanCalls?: number, thanScenario?: string, atMost?: number, atLeast?: number, reach?: number }>}
 */
const GOALS = [
	{
		name: 'cpuVsNaive',
		title: 'CPU / naive',
		scenario: 'steady',
		of: cpu,
		than: 'naive',
		atMost: 0.7,
		reach: 0.6,
	},
	{
		name: 'cpuVsFrameRelay',
		title: 'CPU / frame relay',
		scenario: 'steady',
		of: cpu,
		than: 'frame-relay',
		atMost: 0.95,
		reach: 0.9,
	},
	{
		name: 'p99VsFrameRelay',
		title: 'p99 added latency / frame relay',
		scenario: 'steady',
		of: p99,
		than: 'frame-relay',
		atMost: 1,
	},
	{
		name: 'callsPerCoreVsNaive',
		title: 'calls per core / naive',
		scenario: 'capacity',
		of: callsPerCore,
		than: 'naive',
		atLeast: 1.7,
		reach: 2,
	},
	{
		name: 'callsPerCoreVsByteRelay',
		title: 'calls per core / byte relay',
		scenario: 'capacity',
		of: callsPerCore,
		than: 'byte-relay',
		atLeast: 1,
	},
	{
		name: 'burstCallsVsNaive',
		title: 'calls per core / naive, agent in 100 ms bursts',
		scenario: 'burst',
		of: callsPerCore,
		than: 'naive',
		atLeast: 2.5,
		reach: 2.8,
	},
	{
		name: 'mulawCallsVsNaive',
		title: 'calls per core / naive, mu-law at 8 kHz',
		scenario: 'mulaw',
		of: callsPerCore,
		than: 'naive',
		atLeast: 1.6,
		reach: 1.8,
	},
	{
		name: 'tlsCpuVsNaive',
		title: 'CPU / naive, TLS to the agent',
		scenario: 'tls',
		of: cpu,
		than: 'naive',
		atMost: 0.78,
		reach: 0.72,
	},
	{
		name: 'tlsCpuVsFrameRelay',
		title: 'CPU / frame relay, TLS to the agent',
		scenario: 'tls',
		of: cpu,
		than: 'frame-relay',
	},
	{
		name: 'tlsP99VsFrameRelay',
		title: 'p99 added latency / frame relay, TLS to the agent',
		scenario: 'tls',
		of: p99,
		than: 'frame-relay',
	},
	{
		name: 'silenceCpu',
		title: 'CPU with default settings / without watching for silence',
		scenario: 'steady',
		of: cpu,
		than: 'ours',
		thanScenario: 'growth',
	},
	{
		name: 'memoryVsFrameRelay',
		title: 'memory per call / frame relay',
		scenario: 'steady',
		of: METRICS.memory,
		than: 'frame-relay',
		atMost: 1,
	},
];

/** The ratios that `--json` names; the rest can be had from its runs. */
const NAMED = ['cpuVsNaive', 'cpuVsFrameRelay', 'p99VsFrameRelay', 'callsPerCoreVsNaive'];

const usable = (run) => run.failed === undefined && run.callsPerCore !== 0;

/** One side's figures by round. */
function byRound(goal, runs, { scenario, contestant, calls }) {
	return new Map(
		runs
			.filter((run) => run.scenario === scenario && run.contestant === contestant)
			.filter((run) => usable(run) && (calls === undefined || run.calls === calls))
			.map((run) => [run.round, goal.of(run)]),
	);
}

/**
 * The median of ours by the median of the other, and how far the single rounds lie from that: `{ value, least, greatest }`.
 * Undefined when no round has both.
 */
function ratioOf(goal, runs) {
	const { scenario, calls, than, thanScenario = scenario, thanCalls } = goal;
	const ours = byRound(goal, runs, { scenario, contestant: 'ours', calls });
	const other = { scenario: thanScenario, contestant: than, calls: thanCalls };
	const others = byRound(goal, runs, other);
	const both = [...ours.keys()].filter((round) =>
		Number.isFinite(ours.get(round) / others.get(round)),
	);
	const rounds = spread(both.map((round) => ours.get(round) / others.get(round)));
	if (rounds === undefined) return undefined;
	const median = (side) => spread(both.map((round) => side.get(round))).median;
	return { value: median(ours) / median(others), least: rounds.least, greatest: rounds.greatest };
}

/** A call must not cost more because there are more of them; the first two sizes are too small to tell. */
function growthGoals(runs) {
	const sizes = runs.filter(({ scenario }) => scenario === 'growth').map(({ calls }) => calls);
	const rising = [...new Set(sizes)].sort((left, right) => left - right).slice(1);
	return rising.slice(1).map((calls, index) => ({
		name: `growthTo${calls}`,
		title: `CPU with ${calls} calls / with ${rising[index]}`,
		scenario: 'growth',
		of: cpu,
		than: 'ours',
		calls,
		thanCalls: rising[index],
		atMost: 1,
	}));
}

/** Every goal with its ratio and the spread of the rounds, and whether it is met; both undefined where it was not measured. */
export function judge(runs) {
	return [...GOALS.map((goal) => withSteadyCalls(goal, runs)), ...growthGoals(runs)].map((goal) => {
		const ratio = ratioOf(goal, runs);
		const { atMost = Infinity, atLeast = -Infinity } = goal;
		const met = ratio && ratio.value <= atMost && ratio.value >= atLeast;
		return { ...goal, ratio, met };
	});
}

/** Beside another scenario, only its runs with as many calls. */
function withSteadyCalls(goal, runs) {
	if (goal.thanScenario === undefined) return goal;
	const thanCalls = runs.find(({ scenario }) => scenario === goal.scenario)?.calls;
	return { ...goal, thanCalls };
}

/** Whether a goal that was measured is missed. */
export function missesGoals(runs) {
	return judge(runs).some(({ met }) => met === false);
}

/** Frames of ours that were lost, altered or out of order wherever it was not asked for more than it can. */
export function lostFrames(runs) {
	return runs
		.filter((run) => run.contestant === 'ours')
		.reduce((sum, run) => sum + (run.probes ? run.wrong : wrongInAttempts(run)), 0);
}

/** Frames that went wrong in any attempt of a run, that whose figures count or another. */
export function wrongInAttempts(run) {
	return attemptsOf(run)
		.filter(({ failed }) => failed === undefined)
		.reduce((sum, attempt) => sum + wrongFrames(attempt), 0);
}

/** Why runs broke off: one sentence for each. Of ours every attempt counts, of others the one that was to be compared with. */
export function failures(runs) {
	return runs.flatMap((run) => {
		const counted = run.contestant === 'ours' ? attemptsOf(run) : [run];
		return counted
			.filter(({ failed }) => failed !== undefined)
			.map(({ failed }) => `${run.scenario}, ${run.contestant}, round ${run.round}: ${failed}`);
	});
}

const significant = (number) => Number(number.toPrecision(4));

/** What `--json` prints. A ratio is null when it was not measured. */
export function jsonResult(runs) {
	const goals = judge(runs).filter(({ name }) => NAMED.includes(name));
	const ratios = goals.map(({ name, ratio }) => [name, ratio ? significant(ratio.value) : null]);
	return { ratios: Object.fromEntries(ratios), lost: lostFrames(runs), runs };
}

/** Runs in groups of the same scenario, contestant and, but for searches, number of calls. */
export function groups(runs) {
	const found = new Map();
	for (const run of runs) {
		const key = [run.scenario, run.contestant, run.probes ? '' : run.calls].join(' ');
		found.set(key, [...(found.get(key) ?? []), run]);
	}
	return [...found.values()];
}

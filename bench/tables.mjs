import { CONTESTANTS } from './contestants.mjs';
import {
	failures,
	groups,
	judge,
	lostFrames,
	METRICS,
	spread,
	wrongInAttempts,
} from './summary.mjs';

const TITLES = {
	steady: 'Same calls for all, L16 at 16 kHz, plain sockets, this bridge with default settings',
	capacity: 'Calls on one core with a p99 under 5 ms',
	burst: 'The same, the agent sends 5 frames each 100 ms',
	mulaw: 'The same, mu-law at 8 kHz',
	tls: 'Same calls, TLS to the agent',
	growth: 'Growth of this bridge',
	processes: 'This bridge in two processes on one port',
};

/** Columns of equal width, the first to the left. */
function columns(rows) {
	const widths = rows[0].map((_, index) => Math.max(...rows.map((row) => row[index].length)));
	const cell = (text, index) =>
		index === 0 ? text.padEnd(widths[0]) : text.padStart(widths[index]);
	return rows.map((row) => row.map(cell).join('  ').trimEnd());
}

function withSpread(numbers, digits) {
	const found = spread(numbers);
	if (found === undefined) return '-';
	const { median, least, greatest } = found;
	if (numbers.length === 1) return median.toFixed(digits);
	return `${median.toFixed(digits)} (${least.toFixed(digits)}-${greatest.toFixed(digits)})`;
}

const labelOf = (run) => CONTESTANTS[run.contestant].label;
const quietOf = (runs) => `${runs.filter(({ quiet }) => quiet).length}/${runs.length}`;

function fixedTable(sets) {
	const head = [
		'',
		'calls',
		'CPU ms/call-min',
		'p50 ms',
		'p99 ms',
		'p99.9 ms',
		'kB/call',
		'wrong',
		'others, cores',
		'quiet',
	];
	const rows = sets.map((runs) => {
		const good = runs.filter(({ failed }) => failed === undefined);
		const of = (metric, digits) => withSpread(good.map(METRICS[metric]), digits);
		const wrong = runs.reduce((sum, run) => sum + wrongInAttempts(run), 0);
		return [
			labelOf(runs[0]),
			`${runs[0].calls}`,
			of('cpu', 1),
			of('p50', 2),
			of('p99', 2),
			of('p999', 2),
			of('memory', 0),
			`${wrong}`,
			of('foreign', 2),
			quietOf(runs),
		];
	});
	return columns([head, ...rows]);
}

function searchTable(sets) {
	const head = ['', 'calls', 'CPU ms/call-min there', 'generator, cores', 'quiet probes'];
	const rows = sets.map((runs) => {
		const good = runs.filter(({ callsPerCore }) => callsPerCore > 0);
		return [
			labelOf(runs[0]),
			withSpread(
				runs.map((run) => run.callsPerCore),
				0,
			),
			withSpread(good.map(METRICS.cpu), 1),
			withSpread(
				good.map((run) => run.generatorCores),
				2,
			),
			quietOf(runs.flatMap(({ probes }) => probes)),
		];
	});
	return columns([head, ...rows]);
}

function processLines(runs) {
	return runs
		.filter(({ processes }) => processes)
		.map(({ round, processes }) => {
			// The first one watches the others.
			const [watching, ...working] = processes;
			const shares = working.map(
				({ calls, cores }) => `${calls} calls on ${cores.toFixed(2)} cores`,
			);
			return `round ${round}: ${shares.join(', ')}; watching: ${watching.cores.toFixed(2)} cores`;
		});
}

function bound({ atMost, atLeast }) {
	if (atMost !== undefined) return `at most ${atMost}`;
	return atLeast === undefined ? '' : `at least ${atLeast}`;
}

function goalLines(runs) {
	const rows = judge(runs)
		.filter(({ ratio }) => ratio)
		.map(({ title, ratio, atMost, atLeast, reach, met }) => [
			title,
			`${ratio.value.toFixed(2)} (${ratio.least.toFixed(2)}-${ratio.greatest.toFixed(2)})`,
			bound({ atMost, atLeast }),
			reach === undefined ? '' : `reach ${reach}`,
			bound({ atMost, atLeast }) === '' ? '' : met ? 'met' : 'not met',
		]);
	return rows.length > 0
		? ['', 'This bridge / another, by the medians (spread of the rounds):', ...columns(rows)]
		: [];
}

/** The whole result for people. */
export function tables(runs) {
	const lines = [];
	for (const [scenario, title] of Object.entries(TITLES)) {
		const own = runs.filter((run) => run.scenario === scenario);
		if (own.length === 0) continue;
		const sets = groups(own);
		lines.push(
			'',
			`${title} (medians and spread of ${new Set(own.map(({ round }) => round)).size} rounds)`,
		);
		lines.push(...(own[0].probes ? searchTable(sets) : fixedTable(sets)));
		if (scenario === 'processes') lines.push(...processLines(own));
	}
	lines.push(...goalLines(runs));
	for (const failure of failures(runs)) lines.push(`Broke off: ${failure}`);
	lines.push('', `Frames of this bridge lost, altered or out of order: ${lostFrames(runs)}`);
	return lines.join('\n');
}

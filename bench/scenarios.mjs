import { findCapacity, STEP } from './capacity.mjs';
import { CONTESTANTS, TWO_PROCESSES } from './contestants.mjs';
import { attemptsOf, measure, p99, wrongFrames } from './measure.mjs';

/** A call counts as well served while this many milliseconds are not exceeded (99 of 100 frames, the worse direction). */
const GOOD_P99_MS = 5;
/** Where the first search begins; the next round's begins where the last ended. */
const FIRST_GUESS = { naive: 350, 'frame-relay': 450, 'byte-relay': 550, ours: 600 };

const SEARCHES = {
	capacity: { contestants: ['naive', 'byte-relay', 'ours'] },
	burst: { contestants: ['naive', 'ours'], burst: 5 },
	mulaw: { contestants: ['naive', 'ours'], encoding: 'mulaw' },
};

export const SCENARIOS = ['steady', 'capacity', 'burst', 'mulaw', 'tls', 'growth', 'processes'];

/** Another contestant begins in each round. */
function inTurn(names, session, round) {
	const chosen = names.filter((name) => session.options.contestants.includes(name));
	return chosen.map((_, index) => chosen[(index + round) % chosen.length]);
}

function asked(session, round, changes) {
	const { calls, seconds, warm } = session.options;
	const usual = { burst: 1, encoding: 'l16', tls: false, defaults: false };
	return { calls, seconds, warm, ...usual, seed: round, ...changes };
}

async function oneRun(session, round, scenario, name, changes = {}) {
	const run = asked(session, round, changes);
	const contestant = scenario === 'processes' ? TWO_PROCESSES : CONTESTANTS[name];
	const result = await measure({ ...run, contestant }, session);
	const { encoding, burst, tls } = run;
	return { scenario, contestant: name, round, encoding, burst, tls, ...result };
}

const isGood = (result) =>
	result.failed === undefined &&
	result.closed === 0 &&
	wrongFrames(result) === 0 &&
	p99(result) >= 0 &&
	p99(result) < GOOD_P99_MS;

/** What a probe tells beyond its verdict. */
const probeOf = (result, passed) => ({
	calls: result.calls,
	passed,
	quiet: result.quiet,
	...(result.failed === undefined
		? { p99: p99(result), cores: result.cores, generatorCores: result.generatorCores }
		: { failed: result.failed }),
	otherAttempts: result.otherAttempts,
});

/** Beyond its capacity a bridge must drop audio; below it not a single frame, in whichever attempt. */
const wrongBelowCapacity = (result) =>
	attemptsOf(result)
		.filter((attempt) => attempt.failed === undefined && p99(attempt) < GOOD_P99_MS)
		.reduce((sum, attempt) => sum + wrongFrames(attempt), 0);

/**
 * Why a search is worth nothing; undefined when it is not: nothing was served well, or a probe broke off with calls that it should have carried.
 */
export function searchFault(callsPerCore, probes) {
	const broken = probes
		.flatMap((probe) => attemptsOf(probe))
		.find(({ calls, failed }) => failed !== undefined && calls <= Math.max(callsPerCore, STEP));
	if (broken) return `${broken.calls} calls broke off: ${broken.failed}`;
	return callsPerCore > 0 ? undefined : 'Not even the fewest calls were served well.';
}

/**
 * Lets one work at a time, in the order of asking. Searches go on side by side through it: the machine's speed changes from minute to
 * minute, and each has its share of the good ones.
 */
function turnTaking() {
	let last = Promise.resolve();
	return (work) => {
		const mine = last.then(work);
		last = mine.catch(() => undefined);
		return mine;
	};
}

/** As many calls as one core serves well. `probe` runs what it is given when it is its turn. */
async function search(session, round, scenario, name, probe) {
	const { burst = 1, encoding = 'l16' } = SEARCHES[scenario];
	const { quick, mostCalls } = session.options;
	const key = `${scenario} ${name}`;
	const last = session.found.get(key);
	const probes = [];
	let wrong = 0;
	let best;
	const passes = async (calls) => {
		const changes = { calls, burst, encoding };
		const result = await probe(() => oneRun(session, round, scenario, name, changes));
		const passed = isGood(result);
		probes.push(probeOf(result, passed));
		wrong += wrongBelowCapacity(result);
		if (passed) best = best === undefined || best.calls < calls ? result : best;
		return passed;
	};
	const callsPerCore = await findCapacity(passes, {
		from: last ?? (quick ? session.options.calls : FIRST_GUESS[name]),
		growth: quick ? 2 : last === undefined ? 1.5 : 1.12,
		most: mostCalls,
		fine: !quick,
	});
	if (callsPerCore > 0) session.found.set(key, callsPerCore);
	const failed = searchFault(callsPerCore, probes);
	return {
		...best,
		...(failed !== undefined && { failed }),
		scenario,
		contestant: name,
		round,
		burst,
		encoding,
		callsPerCore,
		wrong,
		probes,
		// Those of all probes are with the probes.
		otherAttempts: [],
	};
}

/** All runs of a scenario in one round, one after another. */
export async function* runScenario(session, scenario, round) {
	const { calls, contestants } = session.options;
	const hasOurs = contestants.includes('ours');
	if (scenario in SEARCHES) {
		const { contestants: searched } = SEARCHES[scenario];
		// A quick look is for the ratio that `--json` names.
		const names = session.options.quick ? ['naive', 'ours'] : searched;
		const probe = turnTaking();
		const searches = inTurn(names, session, round).map(
			async (name) => await search(session, round, scenario, name, probe),
		);
		yield* await Promise.all(searches);
	} else if (scenario === 'steady') {
		for (const name of inTurn(Object.keys(CONTESTANTS), session, round)) {
			yield await oneRun(session, round, scenario, name, { defaults: true });
		}
	} else if (scenario === 'tls') {
		for (const name of inTurn(Object.keys(CONTESTANTS), session, round)) {
			yield await oneRun(session, round, scenario, name, {
				calls: Math.ceil(calls / 2),
				tls: true,
			});
		}
	} else if (scenario === 'growth' && hasOurs) {
		for (const share of [1 / 30, 1 / 3, 1, 2]) {
			yield await oneRun(session, round, scenario, 'ours', { calls: Math.ceil(calls * share) });
		}
	} else if (scenario === 'processes' && hasOurs) {
		yield await oneRun(session, round, scenario, 'ours');
	}
}

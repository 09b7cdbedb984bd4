/** Searches end when the answer is known this exactly. */
const PRECISION = 0.04;
/** The fewest calls that are tried. */
export const STEP = 10;

/** Times in a row that the answer must pass: one run may miss the pauses of a contestant. */
const TIMES = 2;

const rounded = (calls) => Math.max(STEP, Math.round(calls / STEP) * STEP);

/**
 * The largest number of calls that passes: up (or down) from `from` by `growth` until one passes and a larger one does not, then
 * halving between the two. What was found must pass again; else a little less is tried, until one passes twice.
 * @param passes judges a number of calls: `passed`, and `quiet` when nobody else used the machine. Only a failure that a neighbour may have
 * caused is asked about again
 * @param options `from`: where to begin; `growth`: factor of a step; `most`: never more than this; `fine`: false ends after the steps
 * @returns the number of calls; 0 when not even the smallest passes
 */
export async function findCapacity(passes, { from, growth, most, fine = true }) {
	const surely = async (calls) => {
		const { passed, quiet } = await passes(calls);
		return passed || (fine && !quiet && (await passes(calls)).passed);
	};
	let good = 0;
	let bad = Infinity;
	for (let calls = Math.min(rounded(from), most); ;) {
		if (await surely(calls)) good = calls;
		else bad = calls;
		if (good >= most || bad <= STEP || (good > 0 && bad < Infinity)) break;
		const next = rounded(good > 0 ? good * growth : bad / growth);
		calls = Math.min(most, good > 0 ? Math.max(next, good + STEP) : Math.min(next, bad - STEP));
	}
	while (fine && good > 0 && bad - good > Math.max(2 * STEP, good * PRECISION) && good < most) {
		const middle = rounded((good + bad) / 2);
		if (middle <= good || middle >= bad) break;
		if (await surely(middle)) good = middle;
		else bad = middle;
	}
	for (let times = 1; fine && good > 0 && times < TIMES;) {
		if (await surely(good)) times += 1;
		else {
			good = good > STEP ? Math.min(good - STEP, rounded(good * (1 - PRECISION))) : 0;
			times = 0;
		}
	}
	return good;
}

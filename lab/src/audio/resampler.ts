/** Zero crossings of the filter on each side of its middle. */
const ZERO_CROSSINGS = 16;

/** Of the Kaiser window: about 80 dB of stop band. */
const KAISER_BETA = 8;

/** The middle of the filter's edge, as a share of half the lower sample rate. */
const CUTOFF = 0.92;

/** The filters of each pair of rates that was asked for: few in any one program. */
const filterCache = new Map<string, Float64Array>();

/**
 * Changes the sample rate of a whole sound with a windowed-sinc low-pass filter: nothing above
 * half the lower rate is left to alias.
 *
 * @param samples the sound
 * @param fromRate its samples per second
 * @param toRate samples per second of the result
 * @returns a sound of the same duration, with no delay
 */
export function resample(samples: Int16Array, fromRate: number, toRate: number): Int16Array {
	if (fromRate === toRate) return samples.slice();
	const divisor = greatestCommonDivisor(fromRate, toRate);
	const step = fromRate / divisor;
	const phases = toRate / divisor;
	const key = `${fromRate}/${toRate}`;
	const filters = filterCache.get(key) ?? buildFilters(fromRate, toRate, phases);
	filterCache.set(key, filters);
	const taps = filters.length / phases;
	const output = new Int16Array(Math.floor((samples.length * toRate) / fromRate));
	for (let i = 0; i < output.length; i++) {
		const position = i * step;
		const first = Math.floor(position / phases) - taps / 2 + 1;
		const filter = (position % phases) * taps;
		const end = Math.min(taps, samples.length - first);
		let sum = 0;
		for (let tap = Math.max(0, -first); tap < end; tap++) {
			sum += (samples[first + tap] as number) * (filters[filter + tap] as number);
		}
		output[i] = Math.max(-32768, Math.min(32767, Math.round(sum)));
	}
	return output;
}

/** One filter after another, one for each position an output sample can have between inputs. */
function buildFilters(fromRate: number, toRate: number, phases: number): Float64Array {
	// Cycles per input sample.
	const cutoff = (CUTOFF * Math.min(fromRate, toRate)) / fromRate / 2;
	const halfWidth = Math.ceil(ZERO_CROSSINGS / (2 * cutoff));
	const taps = halfWidth * 2;
	const filters = new Float64Array(phases * taps);
	for (let phase = 0; phase < phases; phase++) {
		let sum = 0;
		for (let tap = 0; tap < taps; tap++) {
			const distance = tap - halfWidth + 1 - phase / phases;
			const value = sinc(2 * cutoff * distance) * kaiser(distance / halfWidth);
			filters[phase * taps + tap] = value;
			sum += value;
		}
		for (let tap = 0; tap < taps; tap++) {
			filters[phase * taps + tap] = (filters[phase * taps + tap] as number) / sum;
		}
	}
	return filters;
}

function sinc(x: number): number {
	return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Kaiser window over -1 to 1, without its constant factor. */
function kaiser(x: number): number {
	return Math.abs(x) > 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x));
}

/** The modified Bessel function of the first kind of order 0, by its power series. */
function besselI0(x: number): number {
	let term = 1;
	let sum = 1;
	for (let k = 1; term > sum * 1e-12; k++) {
		term *= (x / (2 * k)) ** 2;
		sum += term;
	}
	return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

import type { Bounds, Parameters } from '../shared/operations/parameters';

const SECONDS = /^(\d{1,12}(?:\.\d{1,9})?)\s*s?$/;

const wire = (seconds: string): string => `${seconds.replace(/^0+(?=\d)/, '')}s`;

const rangeWords = ({ min = -Infinity, max = Infinity }: Bounds) =>
	max === Infinity ? `${min} seconds or more` : `${min} to ${max} seconds`;

/**
 * A span of time as Ultravox writes it, `10s` or `0.384s` (ultravox.md §1). It is given in seconds, as a number or as text with
 * or without the `s`.
 * @param bounds in seconds, both allowed; 0 and more when not given
 */
export function optionalDuration(
	parameters: Parameters,
	name: string,
	bounds: Bounds = { min: 0 },
): string | undefined {
	const text = parameters.optionalText(name);
	if (text === undefined) return undefined;
	// A number as small as 1e-7 writes itself with an exponent.
	const plain = /^\d+(\.\d+)?e-\d+$/.test(text) ? Number(text).toFixed(9) : text;
	const seconds = SECONDS.exec(plain)?.[1];
	if (seconds === undefined) {
		throw parameters.problem(
			name,
			`is no number of seconds: '${text}'`,
			'Write it as 30 or as 30s',
		);
	}
	const { min = -Infinity, max = Infinity } = bounds;
	if (Number(seconds) < min || Number(seconds) > max) {
		throw parameters.problem(name, `is ${seconds} seconds, and has to be ${rangeWords(bounds)}`);
	}
	return wire(seconds);
}

/** A span of time that has to be there. */
export function duration(parameters: Parameters, name: string, bounds?: Bounds): string {
	const given = optionalDuration(parameters, name, bounds);
	if (given === undefined) throw parameters.problem(name, 'is empty');
	return given;
}

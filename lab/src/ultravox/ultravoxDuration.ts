const DURATION = /^-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?s$/;

/** Milliseconds of a protobuf JSON duration such as `0.384s` (ultravox.md §1); undefined when it is none. */
export function durationMs(text: string | null | undefined): number | undefined {
	if (typeof text !== 'string' || !DURATION.test(text)) return undefined;
	return Number(text.slice(0, -1)) * 1000;
}

/** A duration string with at most millisecond precision, e.g. `12s`, `0.384s`. */
export function durationText(milliseconds: number): string {
	return `${String(Math.round(milliseconds) / 1000)}s`;
}

/** What is billed for a call: steps of 6 seconds, rounded up (ultravox.md §10). */
export function billedDuration(milliseconds: number): string {
	return durationText(Math.ceil(milliseconds / 6000) * 6000);
}

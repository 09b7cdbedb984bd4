/** Seconds of a span of time as Ultravox writes it, such as `12.5s` (ultravox.md §1); null for anything else. */
export function durationSeconds(duration: unknown): number | null {
	const written = /^(\d{1,12}(?:\.\d{1,9})?)s$/.exec(typeof duration === 'string' ? duration : '');
	return written?.[1] === undefined ? null : Number(written[1]);
}

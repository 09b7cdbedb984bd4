import type { FieldProblem } from '../apiErrors';
import type { JsonObject } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { moment } from '../queryValues';

const MINUTE_MS = 60_000;
const BUCKETS: Record<string, number> = {
	minute: MINUTE_MS,
	'5min': 5 * MINUTE_MS,
	hour: 60 * MINUTE_MS,
	day: 24 * 60 * MINUTE_MS,
};
/** More points than anybody draws; the vendor names no limit. */
const MOST_BUCKETS = 20_000;

interface Span {
	start: number;
	end: number;
}

/** A time range in buckets, in milliseconds. */
export interface BucketedRange extends Span {
	bucketMs: number;
}

/** What the query asks for: the 24 hours until now by the minute, where it does not say (ultravox.md §7.5). */
export function concurrencyRange(query: URLSearchParams, now: number): BucketedRange {
	const end = time(query.get('end')) ?? now;
	return {
		end,
		start: time(query.get('start')) ?? end - 24 * 60 * MINUTE_MS,
		bucketMs: BUCKETS[query.get('bucket') ?? 'minute'] ?? MINUTE_MS,
	};
}

export function rangeProblems({ start, end, bucketMs }: BucketedRange): FieldProblem[] {
	if (start > end) return [{ path: ['start'], message: 'Must not be after end.' }];
	return (end - start) / bucketMs > MOST_BUCKETS
		? [{ path: ['bucket'], message: 'Choose a larger bucket for so long a time.' }]
		: [];
}

/** The ConcurrencyResponse object: for each bucket the peak and the mean of calls, waiting ones and joined ones. */
export function concurrency(
	calls: LabUltravoxCall[],
	{ start, end, bucketMs }: BucketedRange,
	now: number,
): JsonObject {
	const total = calls.map(({ created, ended }) => span(created, ended, now));
	const joined = calls.flatMap((call) => (call.joined ? [span(call.joined, call.ended, now)] : []));
	const first = Math.floor(start / bucketMs) * bucketMs;
	const count = Math.ceil((end - first) / bucketMs);
	return {
		timeSeries: Array.from({ length: count }, (_, index) => {
			const bucket = { start: first + index * bucketMs, end: first + (index + 1) * bucketMs };
			return {
				timestamp: new Date(bucket.start).toISOString(),
				maxTotalCalls: peak(total, bucket),
				maxJoinedCalls: peak(joined, bucket),
				avgTotalCalls: mean(total, bucket),
				avgJoinedCalls: mean(joined, bucket),
			};
		}),
	};
}

function span(from: Date, to: Date | undefined, now: number): Span {
	return { start: from.getTime(), end: to?.getTime() ?? now };
}

/** The most at one moment: that is always one at which something begins. */
function peak(spans: Span[], bucket: Span): number {
	const inside = spans.filter(({ start, end }) => start < bucket.end && end >= bucket.start);
	const moments = inside.map(({ start }) => Math.max(start, bucket.start));
	return Math.max(
		0,
		...moments.map(
			(moment) => inside.filter(({ start, end }) => start <= moment && end >= moment).length,
		),
	);
}

function mean(spans: Span[], bucket: Span): number {
	const milliseconds = spans.reduce(
		(sum, { start, end }) =>
			sum + Math.max(0, Math.min(end, bucket.end) - Math.max(start, bucket.start)),
		0,
	);
	return milliseconds / (bucket.end - bucket.start);
}

function time(text: string | null): number | undefined {
	return text === null ? undefined : moment(text, 'start');
}

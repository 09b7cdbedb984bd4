import type { JsonObject } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { durationMs, durationText } from '../ultravoxDuration';

const ERRORS = ['connection_error', 'system_error'];

/** The CallUsage object: totals, by day and by hour of the calls' creation, in UTC (ultravox.md §7.5). */
export function callUsage(calls: LabUltravoxCall[]): JsonObject {
	const byDay = grouped(calls, 'YYYY-MM-DD'.length);
	const byHour = grouped(calls, 'YYYY-MM-DDTHH'.length);
	return {
		allTime: statistics(calls),
		daily: byDay.map(([date, its]) => ({ date, ...statistics(its) })),
		hourly: byHour.map(([hour, its]) => ({
			date: hour.slice(0, 'YYYY-MM-DD'.length),
			hour: Number(hour.slice(-2)),
			...statistics(its),
		})),
	};
}

/** Minutes that were billed for calls so far. */
export function billedMinutes(calls: LabUltravoxCall[]): number {
	return calls.reduce((sum, { billing }) => sum + (durationMs(billing.duration) ?? 0), 0) / 60_000;
}

function statistics(calls: LabUltravoxCall[]): JsonObject {
	const lengths = calls.map(({ joined, ended }) =>
		joined && ended ? ended.getTime() - joined.getTime() : 0,
	);
	return {
		totalCount: calls.length,
		errorCount: calls.filter(({ endReason }) => ERRORS.includes(endReason ?? '')).length,
		duration: durationText(lengths.reduce((sum, length) => sum + length, 0)),
		joinedCount: calls.filter(({ joined }) => joined !== undefined).length,
		billedMinutes: billedMinutes(calls),
	};
}

/** By the first characters of the time they were created, in the order of time. */
function grouped(calls: LabUltravoxCall[], characters: number): [string, LabUltravoxCall[]][] {
	const groups = new Map<string, LabUltravoxCall[]>();
	for (const call of calls) {
		const key = call.created.toISOString().slice(0, characters);
		groups.set(key, [...(groups.get(key) ?? []), call]);
	}
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

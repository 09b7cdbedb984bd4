import type { ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import type { JsonObject } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { durationMs } from '../ultravoxDuration';
import { callFilter } from './callFilters';

interface DailyUsage {
	date: string;
	billedMinutes: number;
	calls: number;
}

/** What agents were used for (ultravox.md §4.1): calls by day, of those that pass the filters of a call list. */
export const agentUsageRoutes: ApiRoutes = {
	'GET /api/agents/usage': ({ state, url }) => {
		const passes = callFilter(url.searchParams);
		const calls = [...state.calls.values()].filter((call) => call.agent && passes(call));
		const byAgent = grouped(calls, (call) => call.agent);
		return ok(
			[...byAgent].map(([agent, its]): JsonObject => ({
				agent: { agentId: agent?.agentId, name: agent?.name },
				usage: dailyUsage(its),
			})),
		);
	},
};

function dailyUsage(calls: LabUltravoxCall[]): DailyUsage[] {
	const byDay = grouped(calls, (call) => call.created.toISOString().slice(0, 10));
	return [...byDay]
		.map(([date, its]) => ({
			date,
			billedMinutes: its.reduce(
				(sum, { billing }) => sum + (durationMs(billing.duration) ?? 0) / 60_000,
				0,
			),
			calls: its.length,
		}))
		.sort((a, b) => (a.date < b.date ? -1 : 1));
}

function grouped<K>(
	calls: LabUltravoxCall[],
	keyOf: (call: LabUltravoxCall) => K,
): Map<K, LabUltravoxCall[]> {
	const groups = new Map<K, LabUltravoxCall[]>();
	for (const call of calls) {
		const key = keyOf(call);
		groups.set(key, [...(groups.get(key) ?? []), call]);
	}
	return groups;
}

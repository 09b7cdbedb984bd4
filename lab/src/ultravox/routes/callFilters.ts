import { refusal } from '../apiErrors';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { durationMs } from '../ultravoxDuration';

/**
 * Whether a call passes the filters of `GET /api/calls` (ultravox.md §2.3).
 *
 * @throws ApiError 400 for a date or duration that is none
 */
export function callFilter(query: URLSearchParams): (call: LabUltravoxCall) => boolean {
	const agentIds = query.getAll('agentIds').flatMap((ids) => ids.split(','));
	const from = date(query.get('fromDate'), '00:00:00.000');
	const to = date(query.get('toDate'), '23:59:59.999');
	const shortest = duration(query.get('durationMin'));
	const longest = duration(query.get('durationMax'));
	const earliest = query.get('timeOfDayStart') ?? '00:00:00';
	const latest = query.get('timeOfDayEnd') ?? '23:59:59.999999';
	const search = query.get('search')?.toLowerCase();
	const voiceId = query.get('voiceId');
	const metadata = [...query]
		.filter(([name]) => name.startsWith('metadata.'))
		.map(([name, value]) => [name.slice('metadata.'.length), value] as const);
	return (call) => {
		const created = call.created.getTime();
		const timeOfDay = call.created.toISOString().slice(11, 23);
		const length =
			call.joined && call.ended ? call.ended.getTime() - call.joined.getTime() : undefined;
		return (
			(agentIds.length === 0 || agentIds.includes(call.agent?.agentId ?? '')) &&
			(from === undefined || created >= from) &&
			(to === undefined || created <= to) &&
			timeOfDay >= earliest &&
			timeOfDay <= latest &&
			(shortest === undefined || (length !== undefined && length >= shortest)) &&
			(longest === undefined || (length !== undefined && length <= longest)) &&
			(voiceId === null || call.settings.voice === voiceId) &&
			(search === undefined || searchText(call).includes(search)) &&
			metadata.every(([key, value]) => call.settings.metadata[key] === value)
		);
	};
}

function searchText(call: LabUltravoxCall): string {
	return [call.callId, call.agent?.name ?? '', call.summary ?? ''].join(' ').toLowerCase();
}

/** A bare date means the start or the end of that day. */
function date(text: string | null, timeOfDay: string): number | undefined {
	if (text === null) return undefined;
	const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T${timeOfDay}Z` : text);
	if (Number.isNaN(time)) throw refusal(400, `${text} is not a date.`);
	return time;
}

function duration(text: string | null): number | undefined {
	if (text === null) return undefined;
	const milliseconds = durationMs(text);
	if (milliseconds === undefined) throw refusal(400, `${text} is not a duration.`);
	return milliseconds;
}

import type { LabUltravoxCall } from '../labUltravoxCall';
import { moment, timeOfDay } from '../queryValues';
import { durationMs } from '../ultravoxDuration';

/** Whether a call passes the filters of `GET /api/calls` (ultravox.md §2.3), in a query that passed its rules. */
export function callFilter(query: URLSearchParams): (call: LabUltravoxCall) => boolean {
	const agentIds = query.getAll('agentIds').flatMap((ids) => ids.split(','));
	const from = moment(query.get('fromDate') ?? '', 'start');
	const to = moment(query.get('toDate') ?? '', 'end');
	const shortest = durationMs(query.get('durationMin'));
	const longest = durationMs(query.get('durationMax'));
	const earliest = timeOfDay(query.get('timeOfDayStart') ?? '');
	const latest = timeOfDay(query.get('timeOfDayEnd') ?? '');
	const search = query.get('search')?.toLowerCase();
	const voiceId = query.get('voiceId');
	const metadata = [...query]
		.filter(([name]) => name.startsWith('metadata.'))
		.map(([name, value]) => [name.slice('metadata.'.length), value] as const);
	return (call) => {
		const created = call.created.getTime();
		const time = timeOfDay(call.created.toISOString().slice(11, 23)) ?? '';
		const length =
			call.joined && call.ended ? call.ended.getTime() - call.joined.getTime() : undefined;
		return (
			(agentIds.length === 0 || agentIds.includes(call.agent?.agentId ?? '')) &&
			(from === undefined || created >= from) &&
			(to === undefined || created <= to) &&
			(earliest === undefined || time >= earliest) &&
			(latest === undefined || time <= latest) &&
			(shortest === undefined || (length !== undefined && length >= shortest)) &&
			(longest === undefined || (length !== undefined && length <= longest)) &&
			(voiceId === null || call.settings.voiceId === voiceId) &&
			(search === undefined || searchText(call).includes(search)) &&
			metadata.every(([key, value]) => call.settings.metadata[key] === value)
		);
	};
}

function searchText(call: LabUltravoxCall): string {
	return [call.callId, call.agent?.name ?? '', call.summary ?? ''].join(' ').toLowerCase();
}

import type { AccountState } from '../accountState';
import type { AudioStream } from '../audioStream';
import type { LabCall } from '../labCall';
import { zonedTime } from '../plivoTime';

/** Dollars a minute: nobody says what Plivo takes (plivo.md §12). */
const STREAM_RATE = 0.003;

/**
 * A stream as the API shows it (plivo.md §5.4). Times that have not come are null; of the states only
 * `initiated` is known, the others are the words of its callbacks.
 */
export function streamObject(stream: AudioStream, call: LabCall, account: AccountState): object {
	const { request, streamId, times } = stream;
	const time = (at: number | null) =>
		at === null ? null : zonedTime(new Date(at), account.timeZone);
	const seconds =
		times.connectedAt === null || times.endedAt === null
			? 0
			: Math.ceil((times.endedAt - times.connectedAt) / 1000);
	const rounded = Math.ceil(seconds / 60) * 60;
	return {
		audio_track: request.track,
		bidirectional: request.bidirectional,
		bill_duration: seconds,
		billed_amount: ((rounded / 60) * STREAM_RATE).toFixed(5),
		call_uuid: call.uuid,
		content_type: request.contentType,
		created_at: time(times.requestedAt),
		end_time: time(times.endedAt),
		plivo_auth_id: account.authId,
		resource_uri: account.resourceUri(`Call/${call.uuid}/Stream/${streamId}/`),
		rounded_bill_duration: String(rounded),
		service_url: request.url,
		start_time: time(times.connectedAt),
		status: statusOf(stream),
		status_callback_url: request.status?.url ?? '',
		stream_id: streamId,
	};
}

function statusOf({ ending, times }: AudioStream): string {
	if (ending === 'connect-failed' || ending === 'lost') return 'failed';
	if (ending !== undefined) return 'stopped';
	return times.connectedAt === null ? 'initiated' : 'started';
}

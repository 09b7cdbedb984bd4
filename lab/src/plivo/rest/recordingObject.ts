import type { AccountState } from '../accountState';
import { zonedTime } from '../plivoTime';
import type { Recording } from '../recordings';
import type { PlivoVariants } from '../variants';
import { storedDays } from './recordingFilters';

/** Dollars a month for every started minute. */
const STORAGE_RATE = 0.0004;

/** Storage is free for so many days. */
const FREE_DAYS = 90;

/**
 * A recording as the API shows it (Recording reference): milliseconds as decimal strings, money and
 * durations in whole units as numbers, or as strings in that variant.
 */
export function recordingObject(
	recording: Recording,
	account: AccountState,
	{ recordingAmountsAs }: PlivoVariants,
): object {
	const { id, startedAt, endedAt, durationMs, fromNumber = '', toNumber = '' } = recording;
	const amount = (value: number) => (recordingAmountsAs === 'string' ? String(value) : value);
	const rounded = Math.max(60, Math.ceil(durationMs / 60_000) * 60);
	const days = storedDays(recording);
	const billed = days > FREE_DAYS ? (STORAGE_RATE * rounded) / 60 : 0;
	return {
		add_time: zonedTime(new Date(endedAt), account.timeZone),
		call_uuid: recording.callUuid,
		conference_name: recording.conferenceName ?? null,
		conference_uuid: recording.conferenceUuid ?? null,
		from_number: fromNumber,
		monthly_recording_storage_amount: amount(billed),
		mpc_name: recording.mpcName ?? null,
		mpc_uuid: recording.mpcUuid ?? null,
		recording_duration_ms: durationMs.toFixed(5),
		recording_end_ms: endedAt.toFixed(5),
		// Whatever was asked for: it is what the file is.
		recording_format: 'wav',
		recording_id: id,
		recording_start_ms: startedAt.toFixed(5),
		recording_storage_duration: amount(days),
		recording_storage_rate: amount(STORAGE_RATE),
		recording_type: recording.conferenceName === undefined ? 'normal' : 'conference',
		recording_url: recording.url,
		resource_uri: account.resourceUri(`Recording/${id}/`),
		rounded_recording_duration: amount(rounded),
		to_number: toNumber,
	};
}

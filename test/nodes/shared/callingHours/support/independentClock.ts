import moment from 'moment-timezone';
import type { CallingWindow } from '../../../../../nodes/shared/callingHours/callingWindow';
import { NUMBERING } from '../../../../../nodes/shared/callingHours/numbering';

/** Every zone a phone number can be in. */
export const ZONES = [...new Set(NUMBERING.match(/[A-Z]\w+\/[\w/-]+/g))].sort();

/**
 * Whether it is time to call, worked out with the rules of moment-timezone's own data, not the runtime's, instant by instant.
 */
export function isTimeToCall(window: CallingWindow, zones: readonly string[], at: number): boolean {
	return zones.every((zone) => {
		// moment-timezone counts offsets westward, in minutes.
		const local = new Date(at - (moment.tz.zone(zone)?.utcOffset(at) ?? NaN) * 60_000);
		const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
		return (
			window.weekdays.has(local.getUTCDay()) &&
			!window.holidays.has(local.toISOString().slice(0, 10)) &&
			minute >= window.startMinute &&
			minute < window.endMinute
		);
	});
}

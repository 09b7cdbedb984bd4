/** `2024-10-25 14:13:37.779297` in UTC: `SessionStart` (plivo.md §6.1). */
export function sessionTime(date: Date): string {
	return `${date.toISOString().replace('T', ' ').replace('Z', '')}297`;
}

/** `2024-10-25 19:43:37.779297+05:30`: in the objects of streams and recordings (GO fixtures). */
export function zonedTime(
	date: Date,
	{ offsetMinutes, suffix }: { offsetMinutes: number; suffix: string },
): string {
	const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
	return `${accountTime(date, offsetMinutes)}.${milliseconds}000${suffix}`;
}

/** `2024-10-25 19:43:37`: the hang-up callback's times, in the account's zone (plivo.md §6.3). */
export function accountTime(date: Date, offsetMinutes: number): string {
	const shifted = new Date(date.getTime() + offsetMinutes * 60_000);
	return shifted.toISOString().slice(0, 19).replace('T', ' ');
}

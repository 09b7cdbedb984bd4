/** `2024-10-25 14:13:37.779297` in UTC: `SessionStart` (plivo.md §6.1). */
export function sessionTime(date: Date): string {
	return `${date.toISOString().replace('T', ' ').replace('Z', '')}297`;
}

/** `2024-10-25 19:43:37`: the hang-up callback's times, in the account's zone (plivo.md §6.3). */
export function accountTime(date: Date, offsetMinutes: number): string {
	const shifted = new Date(date.getTime() + offsetMinutes * 60_000);
	return shifted.toISOString().slice(0, 19).replace('T', ' ');
}

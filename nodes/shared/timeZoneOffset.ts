/** Formatters are slow to make, and hold no more than the rules of their zone. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError when the runtime knows no such zone */
function clockOf(timeZone: string): Intl.DateTimeFormat {
	let clock = clocks.get(timeZone);
	if (clock === undefined) {
		clock = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		clocks.set(timeZone, clock);
	}
	return clock;
}

/** Whether the runtime knows an IANA time zone: one that is newer than its data it does not. */
export function isTimeZone(timeZone: string): boolean {
	try {
		clockOf(timeZone);
		return true;
	} catch {
		return false;
	}
}

/**
 * Milliseconds that the clocks of a zone are ahead of UTC at an instant.
 * @param instant milliseconds since the epoch
 * @throws RangeError when the runtime knows no such zone
 */
export function offsetAt(instant: number, timeZone: string): number {
	const shown: Record<string, number> = {};
	for (const { type, value } of clockOf(timeZone).formatToParts(instant)) {
		shown[type] = Number(value);
	}
	const { year = NaN, month = NaN, day, hour, minute, second } = shown;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

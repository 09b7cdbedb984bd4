import { INDEPENDENT_ZONES } from './independentZones';

/** What a campaign was given: nothing else is known of it here. */
export interface GivenCampaign {
	/** Phone numbers in E.164 form. */
	phones: readonly string[];
	/** Numbers that must not be called, E.164. */
	doNotCall: readonly string[];
	/** `monday` ... */
	days: readonly string[];
	/** Local times such as `09:00`: called from the first on, before the second. */
	earliest: string;
	latest: string;
}

/** Somebody was rung. */
export interface Rung {
	/** Milliseconds since the epoch. */
	at: number;
	/** Digits. */
	to: string;
}

/** What an agent and a phone have in time, in milliseconds. */
export interface Patience {
	/** From the making of the call until the agent gives up waiting. */
	agentWaitsMs: number;
	/** How long a phone rings. */
	ringsMs: number;
}

const ZONES_BY_PREFIX = new Map(
	Object.entries(INDEPENDENT_ZONES).flatMap(([zones, prefixes]) =>
		prefixes.split(' ').map((prefix) => [prefix, zones.split(' ')] as const),
	),
);

/** The time zones a phone may be in; none where the independent data does not know it. */
export function independentZones(digits: string): readonly string[] {
	const prefix = [4, 3, 2].map((length) => digits.slice(0, length));
	const known = prefix.find((one) => ZONES_BY_PREFIX.has(one));
	return ZONES_BY_PREFIX.get(known ?? '') ?? [];
}

/** Numbers' first digits that the data knows, such as `1212`. */
export const KNOWN_PREFIXES = [...ZONES_BY_PREFIX.keys()];

const writers = new Map<string, Intl.DateTimeFormat>();

/** What the clock and the calendar on the wall show: `friday`, `17:59`. */
function wallClock(at: number, timeZone: string): { day: string; time: string } {
	const writer =
		writers.get(timeZone) ??
		new Intl.DateTimeFormat('en-GB', {
			timeZone,
			weekday: 'long',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		});
	writers.set(timeZone, writer);
	const parts = new Map(writer.formatToParts(at).map(({ type, value }) => [type, value]));
	const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
	return { day: part('weekday').toLowerCase(), time: `${part('hour')}:${part('minute')}` };
}

/**
 * What is wrong with the calls of a campaign, one sentence each: somebody called outside the window by their own clock, who is on
 * the list of those not to be called, twice, or whom nobody asked to call.
 */
export function callFaults(campaign: GivenCampaign, dials: readonly Rung[]): string[] {
	const digits = (phone: string) => phone.replace(/\D/g, '');
	const asked = new Set(campaign.phones.map(digits));
	const listed = new Set(campaign.doNotCall.map(digits));
	const rung = new Set<string>();
	const faults: string[] = [];
	for (const { at, to } of dials) {
		if (!asked.has(to)) faults.push(`${to} is in no row`);
		if (listed.has(to)) faults.push(`${to} is on the list`);
		if (rung.has(to)) faults.push(`${to} was called twice`);
		rung.add(to);
		const zones = independentZones(to);
		if (zones.length === 0) faults.push(`nobody knows where ${to} is`);
		for (const zone of zones) {
			const { day, time } = wallClock(at, zone);
			const open = campaign.earliest <= time && time < campaign.latest;
			if (!open || !campaign.days.includes(day)) {
				faults.push(`${to} was called on ${day} at ${time} in ${zone}`);
			}
		}
	}
	return faults;
}

/** Whose phone began to ring so late after their call was made that, picking up at the last ring, they find no agent; a sentence each. */
export function lateRings(
	dials: ReadonlyArray<Rung & { madeAt: number | null }>,
	{ agentWaitsMs, ringsMs }: Patience,
): string[] {
	return dials.flatMap(({ to, at, madeAt }) => {
		if (madeAt === null) return [`nobody knows when the call to ${to} was made`];
		const later = at - madeAt;
		return later + ringsMs < agentWaitsMs
			? []
			: [`${to} began to ring ${later} ms after the call was made`];
	});
}

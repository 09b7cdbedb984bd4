import fc from 'fast-check';
import type { CampaignRow } from '../../../../nodes/PhoneAgent/campaign/campaignRow';
import { planCalls } from '../../../../nodes/PhoneAgent/campaign/planCalls';
import type { Calendar } from '../../../../nodes/PhoneAgent/campaign/readCalendar';
import { readCallingWindow, WEEKDAYS } from '../../../../nodes/shared/callingHours/callingWindow';
import { AREAS } from '../../shared/callingHours/support/areaCodes';
import { isTimeToCall } from '../../shared/callingHours/support/independentClock';

const row = (phoneNumber: string, item = 0): CampaignRow => ({
	item,
	id: phoneNumber,
	phoneNumber,
	from: '+14155550199',
	templateContext: {},
	metadata: {},
	additionalParams: {},
	attempt: 1,
});

const calendar = (fields: Partial<Calendar> = {}): Calendar => ({
	window: readCallingWindow({
		weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
		start: '09:00',
		end: '18:00',
		shortestMinutes: 15,
	}),
	// A Tuesday, 09:00 in Chicago.
	from: new Date('2025-06-03T14:00Z'),
	horizonDays: 7,
	mostPerWindow: Infinity,
	callsPerMinute: 100,
	...fields,
});

const shown = ({ batches }: ReturnType<typeof planCalls>) =>
	batches.map(({ timeZones, windowStart, windowEnd, rows }) => [
		timeZones.join(' '),
		windowStart.toISOString(),
		windowEnd.toISOString(),
		rows.length,
	]);

describe('the plan of a campaign', () => {
	test('the last call is made a minute before the window ends: it is dialed a little later than it is made', () => {
		expect(shown(planCalls([row('+14155550100'), row('+13125550100', 1)], calendar()))).toEqual([
			['America/Chicago', '2025-06-03T14:00:00.000Z', '2025-06-03T22:59:00.000Z', 1],
			['America/Los_Angeles', '2025-06-03T16:00:00.000Z', '2025-06-04T00:59:00.000Z', 1],
		]);
	});

	test('at so many calls a minute a window takes no more than fit; the others come the next day', () => {
		const rows = Array.from({ length: 600 }, (_one, item) =>
			row(`+1312555${String(item).padStart(4, '0')}`, item),
		);
		expect(shown(planCalls(rows, calendar({ callsPerMinute: 1 })))).toEqual([
			['America/Chicago', '2025-06-03T14:00:00.000Z', '2025-06-03T22:59:00.000Z', 539],
			['America/Chicago', '2025-06-04T14:00:00.000Z', '2025-06-04T22:59:00.000Z', 61],
		]);
		const few = planCalls(rows, calendar({ mostPerWindow: 10, horizonDays: 2 }));
		expect(shown(few).map(([, , , count]) => count)).toEqual([10, 10]);
		expect(few.notCalled).toHaveLength(580);
		expect(few.notCalled[0]).toEqual({
			item: 20,
			id: '+13125550020',
			to: '+13125550020',
			reason: 'noWindow',
			explanation: 'The batches within 2 days are full.',
		});
	});

	test('P2.9 zones whose windows overlap share one throttle: what the plan promises fits into it, in whatever order it is served', () => {
		const rows = ['212', '312', '303', '415'].flatMap((area, zone) =>
			Array.from({ length: 400 }, (_one, place) =>
				row(`+1${area}555${String(place).padStart(4, '0')}`, zone * 400 + place),
			),
		);
		const { batches, notCalled } = planCalls(
			rows,
			calendar({ callsPerMinute: 1, horizonDays: 30 }),
		);
		expect(notCalled).toEqual([]);
		expect(batches.reduce((sum, batch) => sum + batch.rows.length, 0)).toBe(1_600);
		for (const one of batches) {
			const minutes = (one.windowEnd.getTime() - one.windowStart.getTime()) / 60_000;
			const atOnce = batches
				.filter(
					({ windowStart, windowEnd }) =>
						windowStart < one.windowEnd && one.windowStart < windowEnd,
				)
				.reduce((sum, batch) => sum + batch.rows.length, 0);
			expect(atOnce).toBeLessThanOrEqual(minutes);
		}
		const [first] = planCalls(rows, calendar({ callsPerMinute: 1, horizonDays: 1 })).notCalled;
		expect(first).toMatchObject({ reason: 'noWindow' });
	});

	test('more than 2,000 calls of one window are several requests', () => {
		const rows = Array.from({ length: 4_100 }, (_one, item) =>
			row(`+1312555${String(item).padStart(4, '0')}`, item),
		);
		expect(shown(planCalls(rows, calendar())).map(([, , , count]) => count)).toEqual([
			2_000, 2_000, 100,
		]);
	});

	test('a number of no place is not called', () => {
		const { batches, notCalled } = planCalls([row('+18005550100')], calendar());
		expect(batches).toEqual([]);
		expect(notCalled).toMatchObject([{ item: 0, reason: 'unknownZone' }]);
	});

	const places = AREAS.flatMap(({ areaCodes, timeZones }) =>
		areaCodes.split(' ').map((code) => ({ code, zones: timeZones.split(' ') })),
	);
	const windows = fc
		.record({
			weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
			start: fc.integer({ min: 0, max: 23 * 60 }),
			length: fc.integer({ min: 20, max: 24 * 60 }),
			holiday: fc.integer({ min: 0, max: 13 }),
		})
		.map(({ weekdays, start, length, holiday }) => {
			const time = (minute: number) =>
				`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
			return {
				weekdays,
				start: time(start),
				end: time(Math.min(start + length, 24 * 60)),
				holiday,
			};
		});

	test('no call lies outside the window of who is called, by area codes and clocks of another source; nobody is there twice', () => {
		const rows = fc.uniqueArray(
			fc.record({ place: fc.constantFrom(...places), line: fc.integer({ min: 0, max: 9_999 }) }),
			{ maxLength: 80, selector: ({ place, line }) => `${place.code}${line}` },
		);
		fc.assert(
			fc.property(
				rows,
				windows,
				// Among them both changes of the clocks of each year.
				fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 31) }),
				fc.integer({ min: 1, max: 10 }),
				fc.constantFrom(1, 2, 3, 100),
				(people, written, at, horizonDays, callsPerMinute) => {
					const holiday = new Date(at + written.holiday * 86_400_000).toISOString().slice(0, 10);
					const window = readCallingWindow({
						...written,
						holidays: [holiday],
						shortestMinutes: 2,
					});
					const zonesOf = new Map(
						people.map(({ place, line }) => [
							`+1${place.code}555${String(line).padStart(4, '0')}`,
							place.zones,
						]),
					);
					const given = [...zonesOf.keys()].map((number, item) => row(number, item));
					const { batches, notCalled } = planCalls(
						given,
						calendar({ window, from: new Date(at), horizonDays, callsPerMinute }),
					);
					const placed = [
						...batches.flatMap((batch) => batch.rows.map(({ phoneNumber }) => phoneNumber)),
						...notCalled.map(({ to }) => to),
					];
					expect(placed.sort()).toEqual([...zonesOf.keys()].sort());
					for (const { windowStart, windowEnd, rows: called } of batches) {
						const [first, last] = [windowStart.getTime(), windowEnd.getTime()];
						expect(first).toBeGreaterThanOrEqual(at);
						expect(last).toBeGreaterThan(first);
						// A minute after the window's end the phone may still be dialed.
						const moments = [first, (first + last) / 2, last, last + 59_000];
						for (const { phoneNumber } of called) {
							const zones = zonesOf.get(phoneNumber) ?? [];
							for (const moment of moments) {
								expect({ phoneNumber, moment, ok: isTimeToCall(window, zones, moment) }).toEqual({
									phoneNumber,
									moment,
									ok: true,
								});
							}
						}
					}
				},
			),
			{ numRuns: 40 },
		);
	});
});

import fc from 'fast-check';
import { readCallingWindow } from '../../../../nodes/shared/callingHours/callingWindow';
import type { Schedule } from '../../../../nodes/shared/callingHours/schedule';
import { schedule } from '../../../../nodes/shared/callingHours/schedule';
import { timeZonesOf } from '../../../../nodes/shared/callingHours/timeZonesOf';
import { AREAS } from './support/areaCodes';
import { isTimeToCall } from './support/independentClock';

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const OFFICE = readCallingWindow({ weekdays: WORKDAYS, start: '09:00', end: '18:00' });

/** A Tuesday, 16:00 in Berlin and 10:00 in New York. */
const FROM = new Date('2025-06-03T14:00Z');

interface Row {
	phoneNumber: string;
	name?: string;
}

const rowsOf = (...numbers: string[]): Row[] => numbers.map((phoneNumber) => ({ phoneNumber }));

const shown = ({ batches, notCalled }: Schedule<Row>) => ({
	batches: batches.map((batch) => [
		batch.timeZones.join(' '),
		batch.day,
		batch.windowStart.toISOString(),
		batch.windowEnd.toISOString(),
		batch.rows.map(({ phoneNumber }) => phoneNumber).join(' '),
	]),
	notCalled: notCalled.map(({ row, reason, explanation }) => [
		row.phoneNumber,
		reason,
		explanation,
	]),
});

const UNKNOWN =
	'The number does not tell a time zone: it is at no place (toll-free, premium, personal, satellite) or its area code is not known.';

describe('schedule', () => {
	it('makes one batch for each set of zones, in its first opening', () => {
		const rows = rowsOf(
			'+819012345678',
			'+12125550101',
			'+4930123456',
			'+12125550100',
			'+18505550100',
			'+19175550100',
		);
		expect(shown(schedule(rows, OFFICE, { from: FROM, horizonDays: 7 }))).toEqual({
			batches: [
				[
					'America/New_York',
					'2025-06-03',
					'2025-06-03T14:00:00.000Z',
					'2025-06-03T22:00:00.000Z',
					'+12125550101 +12125550100 +19175550100',
				],
				[
					'Europe/Berlin',
					'2025-06-03',
					'2025-06-03T14:00:00.000Z',
					'2025-06-03T16:00:00.000Z',
					'+4930123456',
				],
				[
					'America/Chicago America/New_York',
					'2025-06-03',
					'2025-06-03T14:00:00.000Z',
					'2025-06-03T22:00:00.000Z',
					'+18505550100',
				],
				[
					'Asia/Tokyo',
					'2025-06-04',
					'2025-06-04T00:00:00.000Z',
					'2025-06-04T09:00:00.000Z',
					'+819012345678',
				],
			],
			notCalled: [],
		});
	});

	it('tells who is not called and why, in the order they were given in', () => {
		const rows = rowsOf(
			'+79123456789',
			'+18005550100',
			'+4930123456',
			'+19995550100',
			'+447012345678',
			'+79123456780',
		);
		const russia =
			'Within 7 days there is no time at which the calling window is open in all zones the number may be in: Asia/Irkutsk, Asia/Kamchatka, Asia/Novosibirsk and 8 more.';
		expect(shown(schedule(rows, OFFICE, { from: FROM, horizonDays: 7 })).notCalled).toEqual([
			['+79123456789', 'noWindow', russia],
			['+18005550100', 'unknownZone', UNKNOWN],
			['+19995550100', 'unknownZone', UNKNOWN],
			['+447012345678', 'unknownZone', UNKNOWN],
			['+79123456780', 'noWindow', russia],
		]);
	});

	it('tells when the window does not open before the horizon', () => {
		const rows = rowsOf('+4930123456');
		const from = new Date('2025-06-06T16:00Z');
		expect(shown(schedule(rows, OFFICE, { from, horizonDays: 1 }))).toEqual({
			batches: [],
			notCalled: [
				[
					'+4930123456',
					'noWindow',
					'The calling window does not open within one day in Europe/Berlin.',
				],
			],
		});
	});

	it('fills limited batches one after another', () => {
		const rows = rowsOf(
			'+4930123450',
			'+4930123451',
			'+12125550100',
			'+4930123452',
			'+4930123453',
			'+4930123454',
		);
		const options = { from: FROM, horizonDays: 2, mostPerBatch: 2 };
		const { batches, notCalled } = shown(schedule(rows, OFFICE, options));
		expect(batches.map(([zones, day, , , numbers]) => [zones, day, numbers])).toEqual([
			['Europe/Berlin', '2025-06-03', '+4930123450 +4930123451'],
			['America/New_York', '2025-06-03', '+12125550100'],
			['Europe/Berlin', '2025-06-04', '+4930123452 +4930123453'],
			['Europe/Berlin', '2025-06-05', '+4930123454'],
		]);
		expect(notCalled).toEqual([]);
		const short = shown(schedule(rows, OFFICE, { ...options, horizonDays: 1 }));
		expect(short.notCalled).toEqual([
			['+4930123454', 'noWindow', 'The batches within one day are full.'],
		]);
	});

	it('names the day by the calendar of the people called', () => {
		const rows = rowsOf('+6421123456', '+18085550100');
		const { batches } = shown(schedule(rows, OFFICE, { from: FROM, horizonDays: 7 }));
		expect(batches.map(([zones, day, start]) => [zones, day, start])).toEqual([
			['Pacific/Honolulu', '2025-06-03', '2025-06-03T19:00:00.000Z'],
			['Pacific/Auckland Pacific/Chatham', '2025-06-04', '2025-06-03T21:00:00.000Z'],
		]);
	});

	it('gives rows back as they are, the same row as often as it came', () => {
		const ann = { phoneNumber: '+4930123456', name: 'Ann' };
		const toll = { phoneNumber: '+18005550100', name: 'Toll' };
		const { batches, notCalled } = schedule([ann, toll, ann, toll], OFFICE, {
			from: FROM,
			horizonDays: 7,
		});
		expect(batches.map(({ rows }) => rows)).toEqual([[ann, ann]]);
		expect(batches[0]?.rows[0]).toBe(ann);
		expect(notCalled.map(({ row }) => row)).toEqual([toll, toll]);
	});

	it('has nothing to do without rows', () => {
		expect(schedule([], OFFICE, { from: FROM, horizonDays: 7 })).toEqual({
			batches: [],
			notCalled: [],
		});
	});

	const codes = AREAS.flatMap(({ areaCodes }) => areaCodes.split(' '));
	const number = fc.oneof(
		fc.constantFrom(...codes).map((code) => `+1${code}5550100`),
		fc.constantFrom(
			'+4930123456',
			'+61412345678',
			'+79123456789',
			'+5511961234567',
			'+18005550100',
		),
	);

	it('places every row once, and batches only when it is time to call', () => {
		const rows = fc.array(fc.record({ phoneNumber: number }), { maxLength: 60 });
		const limit = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
		const start = fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2025, 0, 1) });
		fc.assert(
			fc.property(rows, limit, start, fc.integer({ min: 1, max: 10 }), (given, most, at, days) => {
				const { batches, notCalled } = schedule(given, OFFICE, {
					from: new Date(at),
					horizonDays: days,
					mostPerBatch: most,
				});
				const placed = [
					...batches.flatMap((batch) => batch.rows),
					...notCalled.map(({ row }) => row),
				];
				const inOrder = (numbers: Row[]) => numbers.map((row) => row.phoneNumber).sort();
				expect(inOrder(placed)).toEqual(inOrder(given));
				for (const batch of batches) {
					const [first, last] = [batch.windowStart.getTime(), batch.windowEnd.getTime() - 1];
					expect(first).toBeGreaterThanOrEqual(at);
					expect(batch.rows.length).toBeGreaterThan(0);
					expect(batch.rows.length).toBeLessThanOrEqual(most ?? Infinity);
					for (const { phoneNumber } of batch.rows) {
						const zones = timeZonesOf(phoneNumber);
						expect(zones).toEqual(batch.timeZones);
						expect(isTimeToCall(OFFICE, zones, first)).toBe(true);
						expect(isTimeToCall(OFFICE, zones, last)).toBe(true);
					}
				}
				const starts = batches.map(({ windowStart }) => windowStart.getTime());
				expect(starts).toEqual([...starts].sort((one, other) => one - other));
			}),
			{ numRuns: 60 },
		);
	});
});

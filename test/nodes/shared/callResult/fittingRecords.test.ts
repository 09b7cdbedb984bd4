import type { IDataObject } from 'n8n-workflow';
import { fittingRecords } from '../../../../nodes/shared/callResult/fittingRecords';

const TO = '+14155550123';
const placed = { to: TO, placedAt: '2026-11-20T10:00:10.000Z' };

/** Plivo's record of a call, with times in seconds after ten o'clock. */
const record = (
	name: string,
	began: number,
	end: number,
	answered: number | null = null,
): IDataObject => ({
	call_uuid: name,
	to_number: TO.slice(1),
	initiation_time: time(began),
	answer_time: answered === null ? null : time(answered),
	end_time: time(end),
});

const time = (seconds: number) =>
	new Date(Date.parse('2026-11-20T10:00:00Z') + seconds * 1000)
		.toISOString()
		.replace('T', ' ')
		.replace('Z', '+00:00');

const waits: IDataObject[] = [{ joined: null, ended: null }];
const talked: IDataObject[] = [
	{ joined: '2026-11-20T10:00:20.000Z', ended: '2026-11-20T10:01:00.000Z' },
];

const names = (records: IDataObject[], calls: IDataObject[], taken: string[] = []) =>
	fittingRecords(records, placed, calls, new Set(taken)).map(({ call_uuid: name }) => name);

test.each<[string, IDataObject, boolean]>([
	['began before the call was placed', record('a', 5, 30), false],
	['was over before the call was placed', record('a', 8, 6.9), false],
	['began as long before as clocks differ', record('a', 7, 12), true],
	['waited in the queue', record('a', 600, 640), true],
	['began a day later', record('a', 90_000, 90_010), false],
	['says nothing of its time', { call_uuid: 'a', to_number: TO.slice(1) }, false],
	['does not say when it ended', { ...record('a', 11, 12), end_time: null }, true],
	['is of another number', { ...record('a', 11, 12), to_number: '14155550124' }, false],
])('a record that %s', (_what, one, fits) => {
	expect(names([one], waits)).toEqual(fits ? ['a'] : []);
});

test('a record of another call is none', () => {
	expect(names([record('a', 11, 12), record('b', 13, 14)], waits, ['a'])).toEqual(['b']);
});

test('the one that began when the call was placed comes first', () => {
	expect(names([record('late', 40, 60), record('own', 11, 60)], waits)).toEqual(['own', 'late']);
});

test.each<[string, IDataObject]>([
	['was never answered', record('a', 11, 60)],
	['was over before somebody was joined', record('a', 11, 16, 12)],
	['began after somebody was joined', record('a', 24, 60, 26)],
])('with a conversation, a record that %s does not agree with Ultravox', (_what, one) => {
	expect(names([one], talked)).toEqual([]);
});

test('with a conversation, the one that was answered at that time comes first', () => {
	const records = [record('other', 10, 80, 12), record('own', 14, 60, 19)];
	expect(names(records, talked)).toEqual(['own', 'other']);
});

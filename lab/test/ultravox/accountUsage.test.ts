import { endedCall } from './support/endedCalls';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface Statistics {
	totalCount: number;
	errorCount: number;
	joinedCount: number;
	duration: string;
	billedMinutes: number;
}

interface Usage {
	allTime: Statistics;
	daily: (Statistics & { date: string })[];
	hourly: (Statistics & { date: string; hour: number })[];
}

const ME = '/api/accounts/me';

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox({ variants: { billingLagMs: 0 } });
});

afterEach(async () => {
	await lab.close();
});

const talkedCall = async (created: string, seconds: number) =>
	await endedCall(lab, { created, seconds });

describe('billed usage', () => {
	const usage = (query: string) =>
		lab.api<{
			dailyUsage: { date: string; minutes: number; sipMinutes: number }[];
			totalMinutes: number;
		}>('GET', `${ME}/billing/usage${query}`);

	test('is told by day, without the last day', async () => {
		await talkedCall('2026-03-01T10:00:00Z', 60);
		await talkedCall('2026-03-02T10:00:00Z', 120);
		await talkedCall('2026-03-03T10:00:00Z', 180);
		const { body } = await usage('?fromDate=2026-03-01&toDate=2026-03-03');
		expect(body.dailyUsage).toEqual([
			{ date: '2026-03-01', minutes: 1, sipMinutes: 0 },
			{ date: '2026-03-02', minutes: 2, sipMinutes: 0 },
		]);
		expect(body.totalMinutes).toBe(3);
	});

	test('is that of this month when no dates are given', async () => {
		const today = new Date(lab.ultravox.clock.now()).toISOString().slice(0, 10);
		const { body } = await usage('');
		expect(body.dailyUsage[0]?.date).toBe(`${today.slice(0, 7)}-01`);
		expect(body.dailyUsage.at(-1)?.date).toBe(today);
	});

	test.each([
		['more than 90 days', '?fromDate=2026-01-01&toDate=2026-04-02', 'toDate'],
		['an end before the beginning', '?fromDate=2026-01-02&toDate=2026-01-01', 'toDate'],
		['a time instead of a date', '?fromDate=2026-01-02T00:00:00Z', 'fromDate'],
		['a day that is none', '?fromDate=2026-13-02', 'fromDate'],
	])('%s is refused', async (_, query, field) => {
		const { status, body } = await usage(query);
		expect([status, Object.keys(body)]).toEqual([400, [field]]);
	});

	test('90 days are not too many', async () => {
		const { body } = await usage('?fromDate=2026-01-01&toDate=2026-04-01');
		expect(body.dailyUsage).toHaveLength(90);
	});
});

describe('usage of calls', () => {
	const usage = async (query = '') =>
		(await lab.api<Usage>('GET', `${ME}/usage/calls${query}`)).body;

	test('is summed up, by day and by hour', async () => {
		await talkedCall('2026-03-01T10:10:00Z', 60);
		await talkedCall('2026-03-01T10:50:00Z', 30);
		await talkedCall('2026-03-01T11:00:00Z', 6);
		const broken = await talkedCall('2026-03-02T00:00:00Z', 12);
		broken.endReason = 'connection_error';
		await endedCall(lab, { created: '2026-03-02T00:30:00Z' });
		const { allTime, daily, hourly } = await usage();
		expect(allTime).toEqual({
			totalCount: 5,
			errorCount: 1,
			joinedCount: 4,
			duration: '108s',
			billedMinutes: 1.8,
		});
		expect(daily.map(({ date, totalCount }) => [date, totalCount])).toEqual([
			['2026-03-01', 3],
			['2026-03-02', 2],
		]);
		expect(hourly.map(({ date, hour, duration }) => [date, hour, duration])).toEqual([
			['2026-03-01', 10, '90s'],
			['2026-03-01', 11, '6s'],
			['2026-03-02', 0, '12s'],
		]);
	});

	test.each([
		['?fromDate=2026-03-02', 1],
		['?toDate=2026-03-01', 1],
		['?durationMin=60s', 1],
		['?durationMax=59s', 1],
		['?timeOfDayStart=12:00:00', 1],
		['?timeOfDayEnd=12:00:00', 1],
		['?metadata.kind=none', 0],
		['?search=nobody', 0],
		['?agentIds=00000000-0000-4000-8000-000000000000', 0],
		['?voiceId=00000000-0000-4000-8000-000000000000', 0],
		['', 2],
	])('passes the filter %s: %i', async (query, count) => {
		await talkedCall('2026-03-01T10:00:00Z', 60);
		await talkedCall('2026-03-02T20:00:00Z', 30);
		expect((await usage(query)).allTime.totalCount).toBe(count);
	});
});

describe('concurrency', () => {
	interface Bucket {
		timestamp: string;
		maxTotalCalls: number;
		maxJoinedCalls: number;
		avgTotalCalls: number;
		avgJoinedCalls: number;
	}
	const series = async (query: string) =>
		(await lab.api<{ timeSeries: Bucket[] }>('GET', `${ME}/usage/concurrency${query}`)).body
			.timeSeries;

	test('has peak and mean of each bucket', async () => {
		await talkedCall('2026-03-01T10:00:00Z', 60);
		await talkedCall('2026-03-01T10:00:30Z', 60);
		await endedCall(lab, { created: '2026-03-01T10:00:30Z' });
		const range = 'start=2026-03-01T10:00:00Z&end=2026-03-01T10:02:00Z';
		expect(await series(`?${range}`)).toEqual([
			{
				timestamp: '2026-03-01T10:00:00.000Z',
				maxTotalCalls: 3,
				maxJoinedCalls: 2,
				avgTotalCalls: 2,
				avgJoinedCalls: 1.5,
			},
			expect.objectContaining({ maxTotalCalls: 3, avgTotalCalls: 0.5 }) as Bucket,
		]);
		expect(await series(`?${range}&bucket=hour`)).toMatchObject([
			{ timestamp: '2026-03-01T10:00:00.000Z', maxTotalCalls: 3 },
		]);
	});

	test.each([
		['', 1440],
		['?bucket=5min', 288],
		['?bucket=hour', 24],
		['?bucket=day', 1],
	])('of the last 24 hours: %s', async (query, count) => {
		const found = (await series(query)).length;
		// Buckets begin at whole minutes, hours and days, so that one more may be touched.
		expect([count, count + 1]).toContain(found);
	});

	test.each([
		'?bucket=week',
		'?start=2026-03-02T00:00:00Z&end=2026-03-01T00:00:00Z',
		'?start=soon',
	])('%s is refused', async (query) => {
		expect((await lab.api('GET', `${ME}/usage/concurrency${query}`)).status).toBe(400);
	});
});

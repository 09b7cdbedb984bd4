import { availableParallelism } from 'node:os';
import { processCount } from '../../src/cluster/clusterSettings';
import { workerConfig } from '../../src/cluster/workerConfig';
import { configFromEnvironment } from '../../src/config/config';

const configOf = (variables: Record<string, string>) =>
	configFromEnvironment({ BRIDGE_SHARED_SECRET: 'sixteen characters', ...variables });

describe('BRIDGE_PROCESSES', () => {
	it.each([
		['', 1],
		['1', 1],
		['12', 12],
		['auto', availableParallelism()],
	])('"%s" is %i', (text, count) => {
		expect(processCount(configOf({ BRIDGE_PROCESSES: text }).processes)).toBe(count);
	});

	it.each(['0', '100', '-1', '1.5', 'all'])('cannot be "%s"', (text) => {
		expect(() => configOf({ BRIDGE_PROCESSES: text })).toThrow(
			'BRIDGE_PROCESSES must be a whole number from 1 to 99, or auto.',
		);
	});
});

describe('the bounds of one of several processes', () => {
	it('are those of the whole bridge where it may get more than its share', () => {
		const whole = configOf({
			BRIDGE_WAITING_STREAMS: '10',
			BRIDGE_CALLS: '10',
			BRIDGE_REQUESTS_PER_MINUTE: '7',
		});
		const { limits, doors } = workerConfig(whole, 4);
		expect(limits).toEqual({ ...whole.limits, eventsOverall: 5_000 });
		expect(doors).toEqual({ ...whole.doors, failedLoginsPerMinute: 5 });
	});

	it.each([
		['1', 4, 1],
		['10', 4, 5],
		['40', 4, 10],
		['7', 99, 5],
	])('are, of %s wrong passwords for %i, %i', (whole, workers, share) => {
		const config = configOf({
			BRIDGE_FAILED_LOGINS_PER_MINUTE: whole,
			BRIDGE_PAGE_PASSWORD: 'a password of the page',
		});
		expect(workerConfig(config, workers).doors.failedLoginsPerMinute).toBe(share);
	});
});

import { callSettings } from '../../../../nodes/PhoneAgent/campaign/callSettings';
import {
	throttleName,
	throttleRules,
} from '../../../../nodes/PhoneAgent/campaign/campaignThrottle';
import { given, problemOf } from './support/given';

const settings = (options: object, joinTimeout?: string) =>
	callSettings(given({ options }).collection('options'), { callTemplate: { joinTimeout } });

describe('what Plivo is told of each call', () => {
	test.each([
		[undefined, 20, 15],
		['60s', 50, 45],
		['600s', 120, 120],
		['22.5s', 12, 7],
		['soon', 20, 15],
	])(
		'an agent that waits %p lets phones ring %p seconds, %p where machines are told apart first',
		(joinTimeout, talking, detecting) => {
			expect(settings({ hangUpOnMachines: false }, joinTimeout)).toEqual({ ring_timeout: talking });
			expect(settings({}, joinTimeout)).toEqual({
				ring_timeout: detecting,
				machine_detection: 'hangup',
			});
		},
	);

	test('a shorter ring time is the one that counts, a longer one is refused', () => {
		expect(settings({ ringTime: 15, hangUpOnMachines: true })).toEqual({
			ring_timeout: 15,
			machine_detection: 'hangup',
		});
		expect(problemOf(() => settings({ ringTime: 16 }))).toMatch(
			/^'Ring Time \(Seconds\)' is 16, and the agent waits 30 seconds.* of which 15 pass.*\| Set it to 15 or less, or 'Join Timeout' of the agent to 31 seconds/,
		);
		expect(settings({ ringTime: 20, hangUpOnMachines: false })).toEqual({ ring_timeout: 20 });
		expect(problemOf(() => settings({ ringTime: 21, hangUpOnMachines: false }))).toMatch(
			/ of which 10 pass/,
		);
	});

	test('an agent that waits too short for any phone is refused', () => {
		expect(settings({}, '20s')).toMatchObject({ ring_timeout: 5 });
		for (const joinTimeout of ['19.9s', '2s', '0s']) {
			expect(problemOf(() => settings({}, joinTimeout))).toMatch(
				/^The agent waits [\d.]+ seconds for a call to be joined.*\| Set 'Join Timeout' of the agent to 60 seconds/,
			);
		}
	});
});

describe('the rules of a call throttle', () => {
	const everyRate = Array.from({ length: 100 }, (_, index) => index + 1);

	test('P2.9 what is made at once Plivo dials before it is made again, two calls a second', () => {
		for (const rate of everyRate) {
			const [burst] = throttleRules(rate);
			expect(burst?.maxCalls).toBeLessThanOrEqual(2 * (burst?.windowSeconds ?? 0));
		}
		expect(throttleRules(100)[0]).toEqual({ maxCalls: 9, windowSeconds: 5 });
	});

	test('P2.9 a minute has room for all its calls, and for no more', () => {
		for (const rate of everyRate) {
			const [burst, minute] = throttleRules(rate);
			expect(minute).toEqual({ maxCalls: rate, windowSeconds: 60 });
			expect((burst?.maxCalls ?? 0) * (60 / (burst?.windowSeconds ?? 0))).toBeGreaterThanOrEqual(
				rate,
			);
		}
	});
});

describe('the name of a call throttle', () => {
	const agentId = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';

	test('is readable, short enough, and one for each campaign', () => {
		const name = throttleName({ agentId, id: 'Spring Reminders – 2026!' });
		expect(name).toMatch(/^n8n-spring-reminders-2026-+[0-9a-f]{12}$/);
		const names = ['a', 'A', 'a '.repeat(50), 'ä', 'ö'].map((id) => throttleName({ agentId, id }));
		expect(new Set(names).size).toBe(5);
		for (const one of names) expect(one.length).toBeLessThanOrEqual(64);
		expect(throttleName({ agentId: agentId.replace('5', '6'), id: 'a' })).not.toBe(names[0]);
	});
});

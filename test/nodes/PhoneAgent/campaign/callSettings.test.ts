import { callSettings } from '../../../../nodes/PhoneAgent/campaign/callSettings';
import { throttleName } from '../../../../nodes/PhoneAgent/campaign/campaignThrottle';
import { given, problemOf } from './support/given';

const settings = (options: object, joinTimeout?: string) =>
	callSettings(given({ options }).collection('options'), { callTemplate: { joinTimeout } });

describe('what Plivo is told of each call', () => {
	test.each([
		[undefined, 25],
		['60s', 55],
		['600s', 120],
		['12.5s', 7],
		['2s', 1],
		['soon', 25],
	])('an agent that waits %p lets phones ring %p seconds', (joinTimeout, seconds) => {
		expect(settings({}, joinTimeout)).toEqual({ ring_timeout: seconds });
	});

	test('a shorter ring time is the one that counts, a longer one is refused', () => {
		expect(settings({ ringTime: 10, hangUpOnMachines: true })).toEqual({
			ring_timeout: 10,
			machine_detection: 'hangup',
		});
		expect(problemOf(() => settings({ ringTime: 26 }))).toMatch(
			/^'Ring Time \(Seconds\)' is 26, and the agent waits 30 seconds.*\| Set it to 25 or less/,
		);
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

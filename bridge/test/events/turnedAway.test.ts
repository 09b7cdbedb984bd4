import { TurnedAway } from '../../src/events/turnedAway';
import { eventually } from '../eventually';
import { SenderBench, wholeCall } from './support/senderBench';

const always = (status: number) => Array.from({ length: 100_000 }, () => status);

describe('a webhook that turns events away', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	it.each([
		['as n8n does with a wrong secret or clock', 403],
		['as the login of a proxy does', 401],
		['as a login page does', 302],
	])('%s (%d) costs no event: they come when that is put right', async (_why, status) => {
		bench.sink.answers = always(status);
		const running = bench.run({ eventMissingMs: 20 });
		wholeCall(bench.call(running), 2);
		await eventually('it is tried often', () => running.counts.eventRetries > 20);
		expect(running.counts.eventsDropped.refused).toBe(0);
		expect(running.sender.problem()).toMatch(
			new RegExp(`^Events wait because .*\\(${status}\\): .*BRIDGE_SHARED_SECRET.*\\.$`),
		);
		bench.sink.answers = [];
		await bench.sink.event('ended');
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3]]);
		await eventually(
			'there is nothing to look after',
			() => running.sender.problem() === undefined,
		);
	});

	it('until the events are too old is not a problem any more', async () => {
		bench.sink.answers = always(403);
		const running = bench.run({ eventMaxAgeMs: 100 });
		wholeCall(bench.call(running), 2);
		await eventually('it is told', () => running.sender.problem() !== undefined);
		await eventually('they are given up', () => running.sender.queued === 0);
		expect(running.counts.eventsDropped).toMatchObject({ refused: 0, 'too-old': 3 });
		expect(running.sender.problem()).toBeUndefined();
	});

	it('is told of once, then every tenth time, and when it takes the event', async () => {
		bench.sink.answers = Array.from({ length: 25 }, () => 403);
		const running = bench.run();
		bench.call(running).emit('ended', {});
		await bench.sink.event('ended');
		const failures = (message: string) =>
			running.log
				.map((line) => JSON.parse(line) as { msg: string; failures: number })
				.filter(({ msg }) => msg === message)
				.map((line) => line.failures);
		await eventually('it is told', () => failures('event delivered after all').length === 1);
		expect(failures('event not delivered yet')).toEqual([1, 11, 21]);
		expect(failures('event delivered after all')).toEqual([25]);
	});
});

describe('webhooks that turn events away', () => {
	afterEach(() => jest.restoreAllMocks());

	it('are told of as the latest answered, until none does', () => {
		const turnedAway = new TurnedAway();
		turnedAway.add('https://one.example', 401);
		turnedAway.add('https://two.example', 403);
		turnedAway.add('https://one.example', 302);
		expect(turnedAway.problem).toContain('(302)');
		turnedAway.remove('https://one.example');
		expect(turnedAway.problem).toContain('(403)');
		turnedAway.remove('https://two.example');
		expect(turnedAway.problem).toBeUndefined();
	});

	it('are forgotten when nothing is heard of them any more', () => {
		const turnedAway = new TurnedAway();
		turnedAway.add('https://one.example', 401);
		const now = performance.now();
		jest.spyOn(performance, 'now').mockReturnValue(now + 3_000_000);
		turnedAway.add('https://two.example', 403);
		jest.spyOn(performance, 'now').mockReturnValue(now + 4_000_000);
		expect(turnedAway.problem).toContain('(403)');
		jest.spyOn(performance, 'now').mockReturnValue(now + 7_000_000);
		expect(turnedAway.problem).toBeUndefined();
	});
});

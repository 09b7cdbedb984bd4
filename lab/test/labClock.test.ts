import { LabClock } from '../src/labClock';
import { eventually } from './ultravox/support/labUnderTest';

let clock: LabClock;

beforeEach(() => {
	clock = new LabClock();
});

afterEach(() => {
	clock.close();
});

describe('the clock of what is planned', () => {
	test('does what falls due on the way in its order, each at its time', () => {
		clock.stop();
		const start = clock.now();
		const done: [string, number][] = [];
		const note = (what: string) => () => done.push([what, clock.now() - start]);
		clock.at(start + 2000, note('second'));
		clock.at(start + 1000, () => {
			note('first')();
			clock.at(start + 1500, note('between'));
		});
		clock.at(start + 9000, note('later'));
		clock.at(start + 500, note('taken back'))();
		clock.advance(3000);
		expect(done).toEqual([
			['first', 1000],
			['between', 1500],
			['second', 2000],
		]);
		expect(clock.now() - start).toBe(3000);
	});

	test('goes with real time until it is stopped', async () => {
		let rang = false;
		clock.at(clock.now() + 5, () => {
			rang = true;
		});
		await eventually(() => (rang ? true : undefined), 'the alarm');
		clock.stop();
		const stoppedAt = clock.now();
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect(clock.now()).toBe(stoppedAt);
	});

	test('what is due rings even while it is stopped, nothing once it is closed', async () => {
		clock.stop();
		const rung: string[] = [];
		clock.at(clock.now() - 1, () => rung.push('past'));
		clock.at(clock.now(), () => rung.push('now'));
		await eventually(() => (rung.length === 2 ? true : undefined), 'both alarms');
		expect(rung).toEqual(['past', 'now']);
		clock.at(clock.now() + 1, () => rung.push('closed'));
		clock.close();
		clock.advance(10);
		expect(rung).toHaveLength(2);
	});
});

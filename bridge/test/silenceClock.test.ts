import { SilenceClock } from '../src/call/silenceClock';
import { ArrivalJitter } from '../src/metrics/arrivalJitter';

describe('silence clock', () => {
	let frames = 0;
	let arrivals: ArrivalJitter;
	let clock: SilenceClock;
	const media = () => arrivals.note(performance.now());
	beforeEach(() => {
		jest.useFakeTimers();
		frames = 0;
		arrivals = new ArrivalJitter();
		clock = new SilenceClock(100, arrivals, () => (frames += 1));
		clock.start();
	});
	afterEach(() => {
		clock.stop();
		arrivals.end();
		jest.useRealTimers();
	});

	it('is quiet while media comes', () => {
		for (let frame = 0; frame < 100; frame++) {
			jest.advanceTimersByTime(20);
			media();
		}
		expect(frames).toBe(0);
		expect(clock.gaps).toBe(0);
	});

	it('covers a gap from its beginning and goes on at 20 ms', () => {
		jest.advanceTimersByTime(99);
		expect(frames).toBe(0);
		jest.advanceTimersByTime(1);
		expect(frames).toBe(5);
		jest.advanceTimersByTime(60);
		expect(frames).toBe(8);
		jest.advanceTimersByTime(10_000 - 160);
		expect(frames).toBe(500);
		expect(clock.gaps).toBe(1);
	});

	it('stops when media returns, and begins anew with the next gap', () => {
		jest.advanceTimersByTime(200);
		media();
		jest.advanceTimersByTime(99);
		expect(frames).toBe(10);
		jest.advanceTimersByTime(21);
		expect(frames).toBe(16);
		expect(clock.gaps).toBe(2);
	});

	it('covers a gap from the last media on, whenever that came', () => {
		jest.advanceTimersByTime(27);
		media();
		jest.advanceTimersByTime(112);
		expect(frames).toBe(0);
		jest.advanceTimersByTime(1);
		expect(frames).toBe(5);
		jest.advanceTimersByTime(20);
		expect(frames).toBe(6);
	});

	it('says how long ago the last media came', () => {
		jest.advanceTimersByTime(70);
		expect(clock.sinceMediaMs).toBe(70);
		media();
		expect(clock.sinceMediaMs).toBe(0);
		jest.advanceTimersByTime(30);
		expect(clock.sinceMediaMs).toBe(30);
	});

	it('counts the first gap from its start, not from media before that', () => {
		clock.stop();
		media();
		jest.advanceTimersByTime(1_000);
		clock.start();
		jest.advanceTimersByTime(99);
		expect(frames).toBe(0);
		jest.advanceTimersByTime(1);
		expect(frames).toBe(5);
	});

	it('does not begin anew when it is started once more', () => {
		jest.advanceTimersByTime(60);
		clock.start();
		jest.advanceTimersByTime(40);
		expect(frames).toBe(5);
	});

	it('takes times that are rounded differently for the same media', () => {
		let filled = 0;
		const rounding = new SilenceClock(100, arrivals, () => (filled += 1));
		arrivals.note(1_000.006);
		for (let tick = 0; tick <= 200; tick++) rounding.fill(1_100.001 + tick * 20.003);
		expect([rounding.gaps, filled]).toEqual([1, 205]);
		arrivals.note(6_000);
		rounding.fill(6_099.9);
		expect([rounding.gaps, filled]).toEqual([1, 205]);
		rounding.fill(6_120);
		expect([rounding.gaps, filled]).toEqual([2, 211]);
	});

	it('makes up for a late timer, but not for a process that slept', () => {
		jest.advanceTimersByTime(100);
		const sleeping = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
		jest.advanceTimersByTime(20);
		expect(frames).toBe(5 + 50);
		sleeping.mockRestore();
	});

	it('sends nothing any more once it is stopped', () => {
		jest.advanceTimersByTime(100);
		clock.stop();
		jest.advanceTimersByTime(1_000);
		expect(frames).toBe(5);
	});

	it('looks at nobody whose media comes, and at those that are left when others stop', () => {
		const fill = jest.spyOn(SilenceClock.prototype, 'fill');
		const others = [1, 2, 3].map(() => {
			const own = new ArrivalJitter();
			return { own, clock: new SilenceClock(100, own, () => undefined) };
		});
		for (const other of others) other.clock.start();
		const looked = (ms: number, alive: typeof others) => {
			fill.mockClear();
			for (let passed = 0; passed < ms; passed += 20) {
				for (const { own } of alive) own.note(performance.now());
				media();
				jest.advanceTimersByTime(20);
			}
			return new Set(fill.mock.contexts);
		};
		expect(looked(1_000, others)).toEqual(new Set());
		expect(looked(1_000, [others[0]!, others[2]!])).toEqual(new Set([others[1]!.clock]));
		others[0]!.clock.stop();
		expect(looked(1_000, [others[2]!])).toEqual(new Set([others[1]!.clock]));
		// The one that has taken the place of the first.
		others[2]!.clock.stop();
		expect(looked(1_000, [])).toEqual(new Set([others[1]!.clock]));
		others[1]!.clock.stop();
		expect(looked(1_000, [])).toEqual(new Set());
		fill.mockRestore();
		for (const { own } of others) own.end();
	});

	it('goes on with the others when one stops itself while it is looked at', () => {
		const filled = [0, 0, 0];
		const clocks = filled.map((_, index) => {
			const one: SilenceClock = new SilenceClock(100, new ArrivalJitter(), () => {
				filled[index]! += 1;
				if (index === 1) one.stop();
			});
			return one;
		});
		for (const one of clocks) one.start();
		jest.advanceTimersByTime(100);
		// What was due when it stopped itself is still sent.
		expect(filled).toEqual([5, 5, 5]);
		jest.advanceTimersByTime(100);
		for (const one of clocks) one.stop();
		expect(filled).toEqual([10, 5, 10]);
	});

	it('keeps its own gap when another one stops, whose place it takes', () => {
		let filled = 0;
		const [patient, eager] = [1_000, 60].map((gapMs) => {
			const own = new ArrivalJitter();
			own.note(performance.now());
			return new SilenceClock(gapMs, own, () => (filled += 1));
		}) as [SilenceClock, SilenceClock];
		patient.start();
		eager.start();
		patient.stop();
		jest.advanceTimersByTime(59);
		expect(filled).toBe(0);
		jest.advanceTimersByTime(1);
		expect(filled).toBe(3);
		eager.stop();
	});

	it('shares one timer with all others, until the last of them is stopped', () => {
		let others = 0;
		const other = new SilenceClock(100, new ArrivalJitter(), () => (others += 1));
		other.start();
		expect(jest.getTimerCount()).toBe(1);
		jest.advanceTimersByTime(100);
		clock.stop();
		jest.advanceTimersByTime(20);
		expect([frames, others]).toEqual([5, 6]);
		other.stop();
		expect(jest.getTimerCount()).toBe(0);
	});
});

import { SteadyClock } from '../../src/events/steadyClock';

describe('a clock that nobody puts right', () => {
	let elapsed: number;
	let system: number;
	beforeEach(() => {
		elapsed = 7_000;
		system = Date.UTC(2026, 10, 20);
		jest.spyOn(performance, 'now').mockImplementation(() => elapsed);
		jest.spyOn(Date, 'now').mockImplementation(() => system);
	});
	afterEach(() => jest.restoreAllMocks());

	it("begins with the system's, and goes on by itself", () => {
		const clock = new SteadyClock();
		const begun = system;
		expect(clock.now()).toBe(begun);
		elapsed += 1_234.6;
		expect(clock.now()).toBe(begun + 1_235);
	});

	it.each([86_400_000, -86_400_000])('does not follow a correction of %d ms', (byMs) => {
		const clock = new SteadyClock();
		const begun = system;
		system += byMs;
		elapsed += 10;
		expect(clock.now()).toBe(begun + 10);
	});

	it('lets nothing be given up before it has run for five minutes, however old it seems', () => {
		const clock = new SteadyClock();
		elapsed += 299_999;
		system += 86_400_000;
		expect(clock.mayGiveUp(86_400_000)).toBe(false);
		elapsed += 1;
		expect(clock.mayGiveUp(86_400_000)).toBe(true);
	});

	it('lets what is old after less than that be given up then', () => {
		const clock = new SteadyClock();
		elapsed += 999;
		expect(clock.mayGiveUp(1_000)).toBe(false);
		elapsed += 1;
		expect(clock.mayGiveUp(1_000)).toBe(true);
	});
});

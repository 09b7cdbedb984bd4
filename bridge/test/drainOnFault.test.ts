import { pino } from 'pino';
import { readConfig } from '../src/config/config';
import { drainOnFault, longestStopMs } from '../src/drainOnFault';

describe('a bridge with a fault', () => {
	let exit: jest.SpyInstance;
	let fail: (error: unknown) => void;
	beforeEach(() => {
		jest.useFakeTimers();
		exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
		jest.spyOn(process, 'on').mockImplementation((event, listener) => {
			if (String(event) === 'uncaughtException') fail = listener as typeof fail;
			return process;
		});
	});
	afterEach(() => {
		process.exitCode = undefined;
		jest.restoreAllMocks();
		jest.useRealTimers();
	});

	const log = pino({ enabled: false });

	it('that does not come to its end ends all the same', async () => {
		const close = jest.fn(async () => await new Promise<void>(() => undefined));
		drainOnFault({ log, close }, 1_000);
		fail(new Error('first'));
		await jest.advanceTimersByTimeAsync(999);
		expect([exit.mock.calls.length, process.exitCode]).toEqual([0, 1]);
		fail(new Error('second'));
		await jest.advanceTimersByTimeAsync(1);
		expect([exit.mock.calls.length, close.mock.calls.length]).toEqual([1, 1]);
	});

	it('ends after its calls although the log cannot be written', async () => {
		let end = () => {};
		const close = jest.fn(async () => await new Promise<void>((resolve) => (end = resolve)));
		const fatal = jest.fn(() => {
			throw new Error('EIO');
		});
		drainOnFault({ log: Object.assign(pino({ enabled: false }), { fatal }), close }, 1_000);
		expect(() => fail(new Error('first'))).not.toThrow();
		expect([fatal.mock.calls.length, close.mock.calls.length]).toEqual([1, 1]);
		expect([exit.mock.calls.length, process.exitCode]).toEqual([0, 1]);
		end();
		await jest.advanceTimersByTimeAsync(0);
		expect(exit).toHaveBeenCalledTimes(1);
	});

	it('has time for its calls and its events, and half a minute more', () => {
		const limits = (graceMs: number) =>
			readConfig({ sharedSecret: 'a secret of this test', limits: { graceMs, drainMs: 500 } })
				.limits;
		expect(longestStopMs(limits(10_000))).toBe(40_500);
		// A longer timer would end after 1 ms.
		expect(longestStopMs(limits(2 ** 31 - 1))).toBe(2 ** 31 - 1);
	});
});

import { PLIVO_AUDIO_BYTES } from '../../src/plivo/playOut';
import { StallWatch } from '../../src/plivo/stallWatch';

describe('a socket that is looked at because audio waits for it', () => {
	const connection = { bufferedAmount: 0 };
	let told: string[];
	let watch: StallWatch;
	beforeEach(() => {
		jest.useFakeTimers();
		connection.bufferedAmount = PLIVO_AUDIO_BYTES;
		told = [];
		watch = new StallWatch({
			connection,
			stallMs: 1_000,
			onStalled: () => told.push('stalled'),
			onFreed: () => told.push('freed'),
		});
	});
	afterEach(() => {
		watch.stop();
		jest.useRealTimers();
	});

	it('is stuck from as much on as may wait for the kernel', () => {
		expect(watch.isStuck).toBe(true);
		connection.bufferedAmount = PLIVO_AUDIO_BYTES - 1;
		expect(watch.isStuck).toBe(false);
	});

	it('is not watched unless it is stuck', () => {
		connection.bufferedAmount = 0;
		expect(watch.look()).toBe(false);
		jest.advanceTimersByTime(60_000);
		expect(told).toEqual([]);
	});

	it('is stalled when it is stuck after that time, which another look does not begin anew', () => {
		expect(watch.look()).toBe(true);
		jest.advanceTimersByTime(900);
		expect(watch.look()).toBe(true);
		jest.advanceTimersByTime(99);
		expect(told).toEqual([]);
		jest.advanceTimersByTime(1);
		expect(told).toEqual(['stalled']);
	});

	it('goes on when it has taken something by then', () => {
		watch.look();
		connection.bufferedAmount = 0;
		jest.advanceTimersByTime(1_000);
		expect(told).toEqual(['freed']);
		expect(watch.look()).toBe(false);
	});

	it('is watched again after that', () => {
		watch.look();
		connection.bufferedAmount = 0;
		jest.advanceTimersByTime(1_000);
		connection.bufferedAmount = PLIVO_AUDIO_BYTES;
		expect(watch.look()).toBe(true);
		jest.advanceTimersByTime(1_000);
		expect(told).toEqual(['freed', 'stalled']);
	});

	it('is watched until somebody stops it', () => {
		watch.look();
		watch.stop();
		jest.advanceTimersByTime(60_000);
		expect(told).toEqual([]);
		expect(watch.look()).toBe(true);
	});
});

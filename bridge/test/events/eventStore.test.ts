import { pino } from 'pino';
import { EventStore } from '../../src/events/eventStore';
import { BridgeMetrics } from '../../src/metrics/bridgeMetrics';
import { fakeDiskThread, type FakeDiskThread } from './support/fakeDiskThread';

jest.mock('../../src/thread/thread');

describe('the end of the events on disk', () => {
	let thread: FakeDiskThread;
	beforeEach(() => {
		jest.useFakeTimers();
		thread = fakeDiskThread();
	});
	afterEach(() => {
		jest.useRealTimers();
		jest.resetAllMocks();
	});

	/** A store that closes while one order is on its way: both are answered, or only the first. */
	const close = async (isAnswered: boolean) => {
		const store = new EventStore({
			dataFolder: '/none',
			secret: 's',
			sync: false,
			counts: new BridgeMetrics(),
			log: pino({ enabled: false }),
			onStall: () => undefined,
		});
		void store.disk.ask('forget', { folder: 0, name: 'a file' });
		const closed = store.close(5_000);
		await jest.advanceTimersByTimeAsync(4_000);
		const answered = isAnswered ? thread.orders : thread.orders.slice(0, 1);
		for (const { id } of answered) thread.listener.onMessage({ id });
		await jest.advanceTimersByTimeAsync(1_000);
		await closed;
		return store;
	};

	it.each([
		['answers', true, false],
		['has answered what came before, and then no more', false, true],
	])('where the disk %s', async (_title, isAnswered, stalls) => {
		const store = await close(isAnswered);
		expect(thread.orders.map(({ task }) => task)).toEqual(['forget', 'close']);
		expect(store.disk.stalled).toBe(stalls);
	});
});

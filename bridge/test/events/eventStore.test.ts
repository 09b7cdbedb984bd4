import { pino } from 'pino';
import type { DiskOrder } from '../../src/events/disk/diskRole';
import { EventStore } from '../../src/events/eventStore';
import { BridgeMetrics } from '../../src/metrics/bridgeMetrics';
import { startThread, type ThreadListener } from '../../src/thread/thread';

jest.mock('../../src/thread/thread');

describe('the end of the events on disk', () => {
	let thread: ThreadListener;
	let orders: DiskOrder[];
	beforeEach(() => {
		jest.useFakeTimers();
		orders = [];
		jest.mocked(startThread).mockImplementation((_role, _data, listener) => {
			thread = listener;
			return { post: (order) => void orders.push(order as DiskOrder), stop: () => undefined };
		});
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
		const answered = isAnswered ? orders : orders.slice(0, 1);
		for (const { id } of answered) thread.onMessage({ id });
		await jest.advanceTimersByTimeAsync(1_000);
		await closed;
		return store;
	};

	it.each([
		['answers', true, false],
		['has answered what came before, and then no more', false, true],
	])('where the disk %s', async (_title, isAnswered, stalls) => {
		const store = await close(isAnswered);
		expect(orders.map(({ task }) => task)).toEqual(['forget', 'close']);
		expect(store.disk.stalled).toBe(stalls);
	});
});

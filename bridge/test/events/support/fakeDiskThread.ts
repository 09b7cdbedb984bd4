import type { DiskOrder } from '../../../src/events/disk/diskRole';
import { startThread, type ThreadListener } from '../../../src/thread/thread';

/** The thread that writes events, of which a test says what it answers, and when. */
export interface FakeDiskThread {
	/** Who hears what the thread says. */
	listener: ThreadListener;
	readonly orders: DiskOrder[];
}

/** In place of the thread that is started next; `startThread` is mocked where this is used. */
export function fakeDiskThread(): FakeDiskThread {
	const fake = { orders: [] as DiskOrder[] } as unknown as FakeDiskThread;
	jest.mocked(startThread).mockImplementation((_role, _data, listener) => {
		fake.listener = listener;
		return {
			post: (order) => void fake.orders.push(order as DiskOrder),
			stop: () => undefined,
		};
	});
	return fake;
}

import { DiskLine } from '../../src/events/disk/diskLine';
import type { DiskOrder } from '../../src/events/disk/diskRole';
import { startThread, type ThreadListener } from '../../src/thread/thread';

jest.mock('../../src/thread/thread');

describe('the line to the thread that writes events', () => {
	let thread: ThreadListener;
	let orders: DiskOrder[];
	const onStall = jest.fn();
	const onError = jest.fn();
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

	const open = () => new DiskLine({ root: '/none', secret: 's', sync: true }, { onStall, onError });
	const file = { folder: 0, name: 'a file' };

	it('hands on orders as they come, and each its answer', async () => {
		const line = open();
		const asked = [line.ask('write', file, 1, 'one'), line.ask('body', file, 1)];
		expect(orders.map(({ task }) => task)).toEqual(['write', 'body']);
		const [write, body] = orders;
		thread.onMessage({ id: write?.id, error: 'ENOSPC' });
		thread.onMessage({ id: body?.id, result: 'the body' });
		await expect(asked[0]).rejects.toMatchObject({ code: 'ENOSPC' });
		expect(await asked[1]).toBe('the body');
	});

	it('tells of a disk that does not answer, and of none that is slow but does', async () => {
		const line = open();
		const asked = [line.ask('repair'), line.ask('close')];
		jest.advanceTimersByTime(1_900);
		thread.onMessage({ id: orders[0]?.id });
		jest.advanceTimersByTime(1_900);
		expect([line.stalled, onStall.mock.calls.length]).toEqual([false, 0]);
		jest.advanceTimersByTime(200);
		expect([line.stalled, onStall.mock.calls.length]).toEqual([true, 1]);
		thread.onMessage({ id: orders[1]?.id });
		expect(line.stalled).toBe(false);
		await Promise.all(asked);
		jest.advanceTimersByTime(60_000);
		expect(onStall).toHaveBeenCalledTimes(1);
	});

	it('tells what could not be flushed', () => {
		open();
		thread.onMessage({ error: 'EIO' });
		expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'EIO' }));
	});

	it('leaves nobody waiting when the thread is lost, and has the process started anew', async () => {
		const line = open();
		const asked = line.ask('repair');
		thread.onLost(new RangeError('no memory'));
		await expect(asked).rejects.toMatchObject({ code: 'ERR_THREAD_LOST' });
		await expect(line.ask('repair')).rejects.toMatchObject({ code: 'ERR_THREAD_LOST' });
		expect(() => jest.runOnlyPendingTimers()).toThrow('no memory');
	});
});

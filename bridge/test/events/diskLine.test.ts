import { DiskLine } from '../../src/events/disk/diskLine';
import type { DiskTask } from '../../src/events/disk/diskRole';
import { fakeDiskThread, type FakeDiskThread } from './support/fakeDiskThread';

jest.mock('../../src/thread/thread');

describe('the line to the thread that writes events', () => {
	let thread: FakeDiskThread;
	const onStall = jest.fn();
	const onError = jest.fn();
	beforeEach(() => {
		jest.useFakeTimers();
		thread = fakeDiskThread();
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
		expect(thread.orders.map(({ task }) => task)).toEqual(['write', 'body']);
		const [write, body] = thread.orders;
		thread.listener.onMessage({ id: write?.id, error: 'ENOSPC' });
		thread.listener.onMessage({ id: body?.id, result: 'the body' });
		await expect(asked[0]).rejects.toMatchObject({ code: 'ENOSPC' });
		expect(await asked[1]).toBe('the body');
	});

	it('has no more than a few orders for each call wait, however many events are delivered while the disk stalls', async () => {
		const line = open();
		let unanswered = 0;
		const order = line.ask.bind(line) as (task: DiskTask, ...args: unknown[]) => Promise<unknown>;
		const ask = (task: DiskTask, ...args: unknown[]) => {
			unanswered += 1;
			void order(task, ...args).then(() => (unanswered -= 1));
		};
		const lives = { folder: 0, name: 'of a call that lives' };
		const ended = { folder: 0, name: 'of a call that ended' };
		const undelivered = { folder: 0, name: 'of one that n8n has not been told of' };
		for (let event = 0; event < 64; event++) ask('body', file, event);
		ask('begin', lives, 'head');
		ask('begin', ended, 'head');
		ask('begin', undelivered, 'head');
		for (let event = 1; event <= 10_000; event++) {
			ask('write', lives, event, 'text');
			ask('settle', lives, event, 'none');
			ask('write', ended, event, 'text');
			ask('settle', ended, event, 'some');
		}
		ask('settle', ended, 0, 'over');
		ask('write', undelivered, 1, 'text');
		ask('write', undelivered, 2, 'text');
		ask('settle', undelivered, 1, 'some');
		expect(thread.orders).toHaveLength(64);
		await jest.advanceTimersByTimeAsync(0);
		expect(unanswered).toBe(64 + 5);
		for (let index = 0; index < thread.orders.length; index++)
			thread.listener.onMessage({ id: thread.orders[index]?.id });
		expect(thread.orders.slice(64).map(({ task, args }) => [task, args[0], args[1]])).toEqual([
			['begin', lives, 'head'],
			['begin', undelivered, 'head'],
			['settle', lives, 10_000],
			['write', undelivered, 2],
			['settle', undelivered, 1],
		]);
		await jest.advanceTimersByTimeAsync(0);
		expect(unanswered).toBe(0);
	});

	it('tells of a disk that does not answer, and of none that is slow but does', async () => {
		const line = open();
		const asked = [line.ask('repair'), line.ask('close')];
		jest.advanceTimersByTime(1_900);
		thread.listener.onMessage({ id: thread.orders[0]?.id });
		jest.advanceTimersByTime(1_900);
		expect([line.stalled, onStall.mock.calls.length]).toEqual([false, 0]);
		jest.advanceTimersByTime(200);
		expect([line.stalled, onStall.mock.calls.length]).toEqual([true, 1]);
		thread.listener.onMessage({ id: thread.orders[1]?.id });
		expect(line.stalled).toBe(false);
		await Promise.all(asked);
		jest.advanceTimersByTime(60_000);
		expect(onStall).toHaveBeenCalledTimes(1);
	});

	it('tells what could not be flushed', () => {
		open();
		thread.listener.onMessage({ error: 'EIO' });
		expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'EIO' }));
	});

	it('leaves nobody waiting when the thread is lost, and has the process started anew', async () => {
		const line = open();
		const asked = line.ask('repair');
		thread.listener.onLost(new RangeError('no memory'));
		await expect(asked).rejects.toMatchObject({ code: 'ERR_THREAD_LOST' });
		await expect(line.ask('repair')).rejects.toMatchObject({ code: 'ERR_THREAD_LOST' });
		expect(() => jest.runOnlyPendingTimers()).toThrow('no memory');
	});
});

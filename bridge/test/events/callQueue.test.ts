import { CallQueue } from '../../src/events/callQueue';
import { EventMemory } from '../../src/events/eventMemory';
import type { EventStore } from '../../src/events/eventStore';

describe('events of a call that are being written', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const address = { callId: 'c', callUuid: 'u', eventsUrl: 'https://n8n.example/webhook' };
	/** On a disk that writes when it is told to. */
	const queueOn = (written: Array<() => void>) => {
		const store = {
			newFile: () => ({ folder: 0, name: 'a file' }),
			attempt: async (work: Promise<unknown>) => {
				await work;
				return true;
			},
			disk: {
				stalled: false,
				ask: async () => await new Promise<void>((resolve) => written.push(resolve)),
			},
		};
		return new CallQueue(address, store as unknown as EventStore, new EventMemory(1_000), 'stream');
	};
	const event = (sequence: number) => ({ sequence, type: 'dtmf' as const, queuedAt: 0 });

	it('are waited for, but for no longer than half a second: n8n has to hear of an end in time', () => {
		const queue = queueOn([]);
		queue.onAnswer = jest.fn();
		queue.add(event(1), '{}');
		jest.advanceTimersByTime(499);
		queue.add(event(2), '{}');
		expect([queue.isSafe, queue.unwrittenCount]).toEqual([false, 2]);
		jest.advanceTimersByTime(1);
		expect(queue.onAnswer).toHaveBeenCalledTimes(1);
		expect([queue.isSafe, queue.unwrittenCount]).toEqual([true, 2]);
		// Those that came later have their own time, of a call that is over all of them.
		queue.finish();
		expect(queue.isSafe).toBe(false);
		jest.advanceTimersByTime(499);
		expect(queue.isSafe).toBe(true);
		expect(queue.hasFailed).toBe(false);
	});

	it('may be delivered as soon as they are written', async () => {
		const written: Array<() => void> = [];
		const queue = queueOn(written);
		queue.add(event(1), '{}');
		expect(queue.isSafe).toBe(false);
		for (const done of written) done();
		await jest.advanceTimersByTimeAsync(0);
		expect([queue.isSafe, queue.unwrittenCount, jest.getTimerCount()]).toEqual([true, 0, 0]);
	});
});

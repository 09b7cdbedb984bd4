import { QueuedEvents } from '../../src/events/queuedEvents';

describe('undelivered events', () => {
	it('have room up to the limit, of all hosts together', () => {
		const queued = new QueuedEvents(10);
		queued.add('a', 4);
		queued.add('b', 4);
		queued.add('c', 1);
		expect([queued.count, queued.hasRoom('c')]).toEqual([9, true]);
		queued.add('c', 1);
		expect([queued.count, queued.hasRoom('c')]).toEqual([10, false]);
	});

	it('of one host take half of it at most', () => {
		const queued = new QueuedEvents(10);
		queued.add('a', 4);
		expect(queued.hasRoom('a')).toBe(true);
		queued.add('a', 1);
		expect(queued.hasRoom('a')).toBe(false);
		expect(queued.hasRoom('b')).toBe(true);
		queued.add('a', -1);
		expect(queued.hasRoom('a')).toBe(true);
	});

	it('have room for one of each host, however small the limit is', () => {
		const queued = new QueuedEvents(1);
		expect(queued.hasRoom('a')).toBe(true);
		queued.add('a', 1);
		expect([queued.hasRoom('a'), queued.hasRoom('b')]).toEqual([false, false]);
	});

	it('of which nobody knows where they go count for no host', () => {
		const queued = new QueuedEvents(10);
		queued.add(undefined, 8);
		expect([queued.count, queued.hasRoom('a')]).toEqual([8, true]);
		queued.add(undefined, -8);
		expect(queued.count).toBe(0);
	});

	it('of a host that come and go leave nothing behind', () => {
		const queued = new QueuedEvents(10);
		for (let events = 0; events < 20; events++) {
			queued.add(`https://n8n-${events}.example.com`, 3);
			queued.add(`https://n8n-${events}.example.com`, -3);
		}
		expect(queued.count).toBe(0);
		expect((queued as unknown as { byHost: Map<string, number> }).byHost.size).toBe(0);
	});
});

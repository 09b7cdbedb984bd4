import { eventually } from '../eventually';
import { REFUSE_ALL, SenderBench } from './support/senderBench';
import { mountedDisk, pretendedDisk, type SmallDisk } from './support/smallDisk';

const BYTES = 64 << 10;
const mounted = mountedDisk(`size=${BYTES}`);
afterAll(() => mounted?.remove());

/** What is true of every disk that is full. */
const isFull = (diskOf: () => SmallDisk) => {
	it('costs no event while the bridge lives, nor after it when there was room again', async () => {
		const disk = diskOf();
		const bench = await SenderBench.start();
		try {
			bench.sink.answers = REFUSE_ALL.slice();
			const first = bench.run({}, { dataFolder: disk.folder });
			const call = bench.call(first);
			const text = 'x'.repeat(3_000);
			const told = 30;
			for (let index = 1; index < told; index++) call.emit('transcript', { index, text });
			await bench.written(first);
			expect(first.sender.problem()).toContain('ENOSPC');
			expect(first.sender.queued).toBe(told - 1);
			// Half lines are taken back: what fits is still written whole.
			call.emit('ended', {});
			disk.grow(1 << 20);
			await eventually('the problem is over', () => first.sender.problem() === undefined);
			await first.sender.flush(0);
			expect(first.counts.eventsDropped.shutdown).toBe(0);

			bench.sink.answers = [];
			const second = bench.run({}, { dataFolder: disk.folder });
			await bench.sink.event('ended');
			expect([...bench.arrived().values()]).toEqual([
				Array.from({ length: told }, (_, index) => index + 1),
			]);
			expect(second.counts.eventsDropped.damaged).toBe(0);
			await second.sender.flush(0);
		} finally {
			await bench.close();
		}
	});
};

describe('a full disk', () => {
	let disk: SmallDisk;
	beforeEach(() => (disk = pretendedDisk(BYTES)));
	afterEach(() => disk.remove());
	isFull(() => disk);
});

// Where it may not be mounted, the disk above stands for it.
(mounted ? describe : describe.skip)('a full disk of the system (only who may mount has one)', () =>
	isFull(() => mounted as SmallDisk),
);

import { FreeSpace } from '../../src/recording/spool/freeSpace';
import { eventually } from '../eventually';
import { numbered } from './support/sounds';
import { RecordingsBench } from './support/recordingsBench';
import { TestCall } from './support/testCall';

describe('room on the disk', () => {
	it('is low while less is free than has to be', async () => {
		let free = 1_000;
		const space = new FreeSpace('/', 500, async () => await Promise.resolve(free));
		await space.look();
		expect(space.low).toBe(false);
		free = 499;
		await space.look();
		expect(space.low).toBe(true);
		free = 500;
		await space.look();
		expect(space.low).toBe(false);
	});

	it('is not low on a disk that does not tell', async () => {
		const space = new FreeSpace('/', 500, async () => await Promise.reject(new Error('EIO')));
		await space.look();
		expect(space.low).toBe(false);
	});

	describe('of recordings in a folder', () => {
		let bench: RecordingsBench;
		beforeEach(async () => (bench = await RecordingsBench.make()));
		afterEach(async () => await bench.close());

		it('is left to events: nothing is recorded, and the call goes on', async () => {
			const recordings = await bench.open({ freeBytes: Number.MAX_SAFE_INTEGER });
			const call = new TestCall(16_000);
			expect(recordings.begin(call, true)).toBeUndefined();
			expect(call.tapped).toBe(false);
			expect(bench.counts.recordingFaults['disk-low']).toBe(1);
			expect(await bench.files()).toEqual([]);
		});

		it('is used while there is enough', async () => {
			const recordings = await bench.open({ freeBytes: 1 });
			const call = new TestCall(16_000);
			recordings.begin(call, true);
			call.callerSays(numbered(16_000));
			call.end(1_000);
			await eventually('it is kept', () => bench.counts.recordingsKept === 1);
		});
	});
});

import fs, { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFileName } from '../../src/events/eventFileName';
import { eventually } from '../eventually';
import { REFUSE_ALL, SenderBench, wholeCall } from './support/senderBench';

describe('a data folder that cannot be written to', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	it('leaves events in memory, says so, and gets them when it can be written to again', async () => {
		const blocked = join(bench.folder, 'events');
		writeFileSync(blocked, 'a file where the folder should be');
		bench.sink.answers = REFUSE_ALL.slice();
		const running = bench.run();
		await bench.written(running);
		expect(running.sender.problem()).toMatch(/^Events cannot be written .*\(E[A-Z]+\)\.$/);
		wholeCall(bench.call(running), 2);
		await eventually('it is tried', () => bench.sink.deliveries.length > 2);
		const failures = running.counts.eventWriteFailures;
		await eventually('it is tried again', () => running.counts.eventWriteFailures > failures + 1);
		expect(running.log.filter((line) => line.includes('kept in memory'))).toHaveLength(1);

		rmSync(blocked);
		await eventually('the problem is over', () => running.sender.problem() === undefined);
		expect(running.log.join('')).toContain('written to disk again');
		await running.sender.flush(0);
		expect(running.counts.eventsDropped.shutdown).toBe(0);
		bench.sink.answers = [];
		bench.run();
		await bench.sink.event('ended');
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3]]);
	});

	it('delivers from memory meanwhile', async () => {
		writeFileSync(join(bench.folder, 'events'), '');
		const running = bench.run();
		wholeCall(bench.call(running), 2);
		await bench.sink.event('ended');
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3]]);
		await eventually('nothing waits', () => running.sender.queued === 0);
	});

	it('that vanishes under a live call is made anew', async () => {
		bench.sink.answers = REFUSE_ALL.slice();
		const running = bench.run();
		const call = bench.call(running);
		call.emit('started', {});
		await bench.written(running);
		rmSync(join(bench.folder, 'events'), { recursive: true });
		call.emit('transcript', { text: 'not on disk at first' });
		await bench.written(running);
		expect(running.sender.problem()).toContain('ENOENT');
		await eventually('the problem is over', () => running.sender.problem() === undefined);
		call.emit('ended', {});
		bench.sink.answers = [];
		await bench.sink.event('ended');
		expect([...bench.arrived().values()]).toEqual([[1, 2, 3]]);
		await eventually('nothing is left', () => bench.files().length === 0);
	});
});

describe('an event file that can never be read', () => {
	it('is set aside after some attempts, told of now and then, and holds up nothing', async () => {
		const bench = await SenderBench.start();
		try {
			// Even root cannot read a folder as a file.
			const left = join(bench.folder, 'events', 'a'.repeat(32));
			mkdirSync(join(left, newFileName('01234567')), { recursive: true });
			const running = bench.run({ eventAdoptMs: 2 });
			const lines = (msg: string) => running.log.filter((line) => line.includes(msg)).length;
			await eventually('it is set aside', () => lines('cannot be read: set aside') === 1);
			expect(lines('cannot be read now')).toBe(6);
			await eventually('it is counted', () => running.sender.unreadable === 1);
			wholeCall(bench.call(running), 0);
			await bench.sink.event('ended');
			await running.sender.flush(600_000);
			expect(running.sender.queued).toBe(0);
			expect(lines('cannot be read')).toBe(7);
		} finally {
			await bench.close();
		}
	});
});

describe('an event file that a failing disk or network keeps from being read', () => {
	afterEach(() => jest.restoreAllMocks());

	it.each(['EIO', 'ESTALE', 'ETIMEDOUT'])('%s: is tried until it can be', async (code) => {
		const bench = await SenderBench.start();
		try {
			bench.sink.answers = REFUSE_ALL.slice();
			const first = bench.run();
			wholeCall(bench.call(first), 1);
			await first.sender.flush(0);
			bench.sink.answers = [];
			const error = Object.assign(new Error(code), { code });
			const { readFileSync } = fs;
			let tries = 0;
			const load = jest.spyOn(fs, 'readFileSync').mockImplementation((path, options) => {
				if (!String(path).endsWith('.events')) return readFileSync(path, options);
				tries += 1;
				throw error;
			});
			const second = bench.run({ eventAdoptMs: 2 });
			await eventually('it was tried often', () => tries > 70);
			expect(second.sender.unreadable).toBe(0);
			load.mockRestore();
			await bench.sink.event('ended');
		} finally {
			await bench.close();
		}
	});
});

describe('what else is in the folder', () => {
	it('is left alone unless it is ours', async () => {
		const bench = await SenderBench.start();
		try {
			const foreign = join(bench.folder, 'events', 'notes');
			mkdirSync(foreign, { recursive: true });
			writeFileSync(join(foreign, 'mine.txt'), 'x');
			const running = bench.run();
			wholeCall(bench.call(running), 0);
			await bench.sink.event('ended');
			await running.sender.flush(1_000);
			rmSync(join(foreign, 'mine.txt'));
		} finally {
			await bench.close();
		}
	});
});

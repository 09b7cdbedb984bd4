import { execFileSync } from 'node:child_process';
import fs, { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogOutput, unblocked } from '../src/logOutput';
import { eventually } from './eventually';

describe('where log lines go', () => {
	let folder: string;
	let file: string;
	let descriptor: number;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'log-'));
		file = join(folder, 'log');
		descriptor = openSync(file, 'a');
	});
	afterEach(() => {
		jest.restoreAllMocks();
		closeSync(descriptor);
		rmSync(folder, { recursive: true });
	});

	const written = () => readFileSync(file, 'utf8');
	const numbers = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`);

	/** The next attempts to write fail like this; resolves when all have been made. */
	const failing = async (...codes: string[]): Promise<void> => {
		const write = jest.spyOn(fs, 'write') as unknown as jest.Mock;
		for (const code of codes) {
			write.mockImplementationOnce(
				(_descriptor: number, _bytes: Buffer, done: (error: Error, length: number) => void) =>
					setImmediate(() => done(Object.assign(new Error(code), { code }), 0)),
			);
		}
		await eventually('all have been made', () => write.mock.calls.length > codes.length);
	};

	it('they are written in order, also those that come while others are written', async () => {
		const output = new LogOutput({ descriptor, waits: true });
		for (const line of numbers(1, 500)) output.write(line);
		await eventually('all are there', () => written() === numbers(1, 500).join(''));
		for (const line of numbers(501, 600)) output.write(line);
		output.write('');
		await eventually('all are there', () => written() === numbers(1, 600).join(''));
	});

	it('at the end of the process none is left', () => {
		const output = new LogOutput({ descriptor, waits: true });
		const write = jest.spyOn(fs, 'write') as unknown as jest.Mock;
		write.mockImplementationOnce(() => undefined);
		for (const line of numbers(1, 50)) output.write(line);
		output.flushSync();
		expect(written()).toBe(numbers(2, 50).join(''));
	});

	it('an output that takes nothing at the moment is tried again by itself', async () => {
		const output = new LogOutput({ descriptor, waits: true });
		const failed = failing('EAGAIN', 'EAGAIN');
		for (const line of numbers(1, 5)) output.write(line);
		await failed;
		await eventually('all are there', () => written() === numbers(1, 5).join(''));
	});

	it.each(['EIO', 'ENOSPC', 'EPIPE'])(
		'after %s they wait until the next one can be written',
		async (code) => {
			const output = new LogOutput({ descriptor, waits: true });
			const failed = failing(code, code);
			let line = 0;
			const more = setInterval(() => output.write(`${++line}\n`), 5);
			await failed;
			clearInterval(more);
			await eventually('all are there', () => written() === numbers(1, line).join(''));
		},
	);

	it('tells how many were left out, when there is room again', async () => {
		let dropped = 0;
		const output = new LogOutput({ descriptor, waits: true }, () => (dropped += 1));
		output.onWritable = (lines) => output.write(`${lines} left out\n`);
		const failed = failing('EAGAIN');
		const line = `${'x'.repeat(1023)}\n`;
		for (let count = 0; count < 1_030; count++) output.write(line);
		await failed;
		await eventually('it is written', () => written().endsWith(' left out\n'));
		expect(dropped).toBe(6);
		expect(written()).toBe(`${line.repeat(1_024)}6 left out\n`);
	});

	describe('a pipe whose reader stands still', () => {
		let pipe: number;
		beforeEach(() => {
			const path = join(folder, 'pipe');
			execFileSync('mkfifo', [path]);
			pipe = openSync(path, constants.O_RDWR);
			fs.writeSync(pipe, Buffer.alloc(65_536));
		});
		afterEach(() => closeSync(pipe));

		it('is written without waiting, and what is read of it later is whole', async () => {
			const own = unblocked(pipe);
			expect(own).toMatchObject({ waits: false });
			expect(own.descriptor).not.toBe(pipe);
			const output = new LogOutput(own);
			for (const line of numbers(1, 50)) output.write(line);
			output.end();
			const reader = openSync(join(folder, 'pipe'), constants.O_RDONLY | constants.O_NONBLOCK);
			fs.readSync(reader, Buffer.alloc(65_536));
			let read = '';
			await eventually('it is written', () => {
				const bytes = Buffer.alloc(1_000);
				try {
					read += bytes.toString('utf8', 0, fs.readSync(reader, bytes));
				} catch {
					// Nothing is there yet.
				}
				return read === numbers(1, 50).join('');
			});
			closeSync(reader);
			closeSync(own.descriptor);
		});
	});

	it('what is no pipe is written to as it is', () => {
		expect(unblocked(descriptor)).toEqual({ descriptor, waits: true });
		expect(unblocked(999_999)).toEqual({ descriptor: 999_999, waits: true });
	});

	it.each([
		[1_001, ['SIGKILL']],
		[999, []],
	])('a write that has hung for %i ms at the end: %j', (ms, signals) => {
		jest.useFakeTimers({ now: 0 });
		try {
			const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
			(jest.spyOn(fs, 'write') as unknown as jest.Mock).mockImplementationOnce(() => undefined);
			const output = new LogOutput({ descriptor, waits: true });
			output.write('1\n');
			output.write('2\n');
			jest.advanceTimersByTime(ms);
			output.end();
			expect(kill.mock.calls.map(([, signal]) => signal)).toEqual(signals);
			expect(written()).toBe(signals.length > 0 ? '' : '2\n');
		} finally {
			jest.useRealTimers();
		}
	});

	it('a disk that stays full costs a bounded amount, and ends nothing', async () => {
		const full = openSync('/dev/full', 'w');
		const output = new LogOutput({ descriptor: full, waits: true });
		const line = `${'x'.repeat(1023)}\n`;
		const write = jest.spyOn(fs, 'write');
		for (let count = 0; count < 3_000; count++) output.write(line);
		await eventually('it has been tried', () => write.mock.calls.length > 0);
		output.flushSync();
		// Again with the next line, and never with more than the bound.
		await eventually('it is tried with all that waits', () => {
			output.write(line);
			return write.mock.calls.length > 3;
		});
		const lengths = write.mock.calls.map(([, bytes]) => (bytes as unknown as Buffer).length);
		expect(Math.max(...lengths)).toBe(1024 * 1024);
		closeSync(full);
	});
});

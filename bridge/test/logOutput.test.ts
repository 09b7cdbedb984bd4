import fs, { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogOutput } from '../src/logOutput';
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
		const output = new LogOutput(descriptor);
		for (const line of numbers(1, 500)) output.write(line);
		await eventually('all are there', () => written() === numbers(1, 500).join(''));
		for (const line of numbers(501, 600)) output.write(line);
		output.write('');
		await eventually('all are there', () => written() === numbers(1, 600).join(''));
	});

	it('at the end of the process none is left', () => {
		const output = new LogOutput(descriptor);
		const write = jest.spyOn(fs, 'write') as unknown as jest.Mock;
		write.mockImplementationOnce(() => undefined);
		for (const line of numbers(1, 50)) output.write(line);
		output.flushSync();
		expect(written()).toBe(numbers(2, 50).join(''));
	});

	it('an output that takes nothing at the moment is tried again by itself', async () => {
		const output = new LogOutput(descriptor);
		const failed = failing('EAGAIN', 'EAGAIN');
		for (const line of numbers(1, 5)) output.write(line);
		await failed;
		await eventually('all are there', () => written() === numbers(1, 5).join(''));
	});

	it.each(['EIO', 'ENOSPC', 'EPIPE'])(
		'after %s they wait until the next one can be written',
		async (code) => {
			const output = new LogOutput(descriptor);
			const failed = failing(code, code);
			let line = 0;
			const more = setInterval(() => output.write(`${++line}\n`), 5);
			await failed;
			clearInterval(more);
			await eventually('all are there', () => written() === numbers(1, line).join(''));
		},
	);

	it('a disk that stays full costs a bounded amount, and ends nothing', async () => {
		const full = openSync('/dev/full', 'w');
		const output = new LogOutput(full);
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

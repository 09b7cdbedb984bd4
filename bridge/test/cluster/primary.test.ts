import cluster, { type Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Primary } from '../../src/cluster/primary';
import { readConfig } from '../../src/config/config';

/** A process that takes calls as soon as somebody listens. */
function fakeWorker(): Worker {
	const worker = Object.assign(new EventEmitter(), {
		process: Object.assign(new EventEmitter(), { pid: 4711, kill: () => true, send: () => true }),
		isConnected: () => true,
		send: () => true,
	});
	setImmediate(() => worker.emit('message', { type: 'ready' }));
	return worker as unknown as Worker;
}

/** One that the system had no descriptors for: Node.js gives it neither a number nor a channel, and says so a moment later. */
function unstartedWorker(): Worker {
	const worker = Object.assign(fakeWorker(), { process: new EventEmitter() });
	process.nextTick(() => {
		worker.emit('error', Object.assign(new Error('spawn EMFILE'), { code: 'EMFILE' }));
	});
	return worker;
}

describe('the first of several processes', () => {
	beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
	afterEach(() => {
		jest.useRealTimers();
		jest.restoreAllMocks();
	});

	const noMemory = () => {
		throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
	};
	const primary = (lines: string[] = []) => {
		const log = pino({}, { write: (line: string) => void lines.push(line) });
		const addressOf = (number: number) => join(tmpdir(), `no-such-socket-${number}`);
		const config = readConfig({ sharedSecret: 'a shared secret of sixteen characters' });
		return new Primary(config, log, { workers: 1, addressOf });
	};

	it('tries again when the system has no memory for one in place of one that died', async () => {
		const first = fakeWorker();
		const fork = jest.spyOn(cluster, 'fork').mockReturnValueOnce(first);
		const lines: string[] = [];
		await primary(lines).start();
		fork.mockImplementationOnce(noMemory).mockImplementationOnce(noMemory);
		fork.mockImplementationOnce(fakeWorker);
		first.emit('exit', null, 'SIGKILL');
		await jest.advanceTimersByTimeAsync(10_000);
		expect(fork).toHaveBeenCalledTimes(4);
		const told = lines.filter((line) => line.includes('ENOMEM'));
		expect(told).toHaveLength(2);
	});

	it('tries again when there is no descriptor for one in place of one that died', async () => {
		const first = fakeWorker();
		const fork = jest.spyOn(cluster, 'fork').mockReturnValueOnce(first);
		const lines: string[] = [];
		await primary(lines).start();
		fork.mockImplementationOnce(unstartedWorker).mockImplementationOnce(fakeWorker);
		first.emit('exit', null, 'SIGKILL');
		await jest.advanceTimersByTimeAsync(10_000);
		expect(fork).toHaveBeenCalledTimes(3);
		expect(lines.filter((line) => line.includes('EMFILE'))).toHaveLength(1);
	});

	it('does not begin without its first', async () => {
		jest.spyOn(cluster, 'fork').mockImplementation(noMemory);
		await expect(primary().start()).rejects.toThrow('ENOMEM');
	});
});

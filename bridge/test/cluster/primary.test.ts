import cluster, { type Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Primary } from '../../src/cluster/primary';
import { readConfig } from '../../src/config/config';

/** A process that takes calls as soon as somebody listens, or never. */
function fakeWorker(isReady = true): Worker {
	const worker = Object.assign(new EventEmitter(), {
		process: Object.assign(new EventEmitter(), { pid: 4711, kill: () => true, send: () => true }),
		isConnected: () => true,
		send: () => true,
	});
	if (isReady) setImmediate(() => worker.emit('message', { type: 'ready' }));
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
	const primary = (lines: string[] = [], workers = 1) => {
		const log = pino({}, { write: (line: string) => void lines.push(line) });
		const addressOf = (number: number) => join(tmpdir(), `no-such-socket-${number}`);
		const config = readConfig({ sharedSecret: 'a shared secret of sixteen characters' });
		return new Primary(config, log, { workers, addressOf });
	};

	it('tries again when the system has no memory for one in place of one that died', async () => {
		const first = fakeWorker();
		const fork = jest.spyOn(cluster, 'fork').mockReturnValueOnce(first);
		const lines: string[] = [];
		await primary(lines).start();
		fork.mockImplementationOnce(noMemory).mockImplementationOnce(noMemory);
		fork.mockImplementationOnce(() => fakeWorker());
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
		fork.mockImplementationOnce(unstartedWorker).mockImplementationOnce(() => fakeWorker());
		first.emit('exit', null, 'SIGKILL');
		await jest.advanceTimersByTimeAsync(10_000);
		expect(fork).toHaveBeenCalledTimes(3);
		expect(lines.filter((line) => line.includes('EMFILE'))).toHaveLength(1);
	});

	describe('with two, of which one has a connection that it has not taken', () => {
		/** Hands the first a connection. @returns what Node.js hears of it when the first is killed */
		const answerAfterDeath = async (other: Partial<Worker>, isReady: boolean) => {
			const [first, second] = [fakeWorker(), Object.assign(fakeWorker(isReady), other)];
			jest.spyOn(cluster, 'fork').mockReturnValueOnce(first).mockReturnValueOnce(second);
			void primary([], 2).start();
			await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
			const child = Object.assign(first.process, { connected: true });
			const answers: unknown[] = [];
			child.on('internalMessage', (message: object) => answers.push(message));
			child.send({ cmd: 'NODE_CLUSTER', act: 'newconn', seq: 7 });
			Object.assign(child, { connected: false });
			child.emit('exit');
			return answers;
		};
		const answer = { cmd: 'NODE_CLUSTER', ack: 7 };

		it('gives it to the other when the one dies', async () => {
			expect(await answerAfterDeath({}, true)).toEqual([{ ...answer, accepted: false }]);
		});

		it('closes it when the other is only being started, or has died as well', async () => {
			expect(await answerAfterDeath({}, false)).toEqual([{ ...answer, accepted: true }]);
			const dead = { isConnected: () => false };
			expect(await answerAfterDeath(dead, true)).toEqual([{ ...answer, accepted: true }]);
		});
	});

	it('does not begin without its first', async () => {
		jest.spyOn(cluster, 'fork').mockImplementation(noMemory);
		await expect(primary().start()).rejects.toThrow('ENOMEM');
	});
});

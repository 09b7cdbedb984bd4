import { existsSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { Primary } from '../../src/cluster/primary';
import { runPrimary } from '../../src/cluster/runPrimary';
import { readConfig, type BridgeSettings } from '../../src/config/config';
import { longestStopMs } from '../../src/drainOnFault';

/** What the private layout of the processes says. */
interface Layout {
	layout: { workers: number; addressOf: (number: number) => string };
}

describe('the first of several processes', () => {
	const handlers = new Map<string | symbol, (...given: unknown[]) => void>();
	let done: string[];
	let primary: Layout;

	beforeEach(() => {
		handlers.clear();
		done = [];
		jest.spyOn(process, 'on').mockImplementation((event, handler) => {
			handlers.set(event, handler);
			return process;
		});
		jest.spyOn(process, 'exit').mockImplementation((() => done.push('exit')) as never);
		const { prototype } = Primary;
		jest.spyOn(prototype, 'start').mockImplementation(async function start(this: Primary) {
			primary = this as unknown as Layout;
			await Promise.resolve(done.push('start'));
		});
		jest.spyOn(prototype, 'drain').mockImplementation((now) => void done.push(`drain ${now}`));
		jest.spyOn(prototype, 'signal').mockImplementation((name) => void done.push(name));
		jest.spyOn(prototype, 'endAtOnce').mockImplementation(() => void done.push('end at once'));
	});
	afterEach(() => {
		jest.useRealTimers();
		jest.restoreAllMocks();
		process.exitCode = undefined;
		// Whatever folder was made goes.
		happens('exit', 0);
	});

	const run = async (settings: Partial<BridgeSettings> = {}) => {
		const config = readConfig({
			sharedSecret: 'sixteen characters',
			logLevel: 'silent',
			...settings,
		});
		await runPrimary(config, 3);
		return config;
	};
	const happens = (event: string, ...given: unknown[]) => handlers.get(event)?.(...given);

	it('starts as many as there should be', async () => {
		await run();
		expect(done).toEqual(['start']);
		expect(primary.layout.workers).toBe(3);
	});

	it('has them meet, each by an address of its own, in a folder that goes with it', async () => {
		await run();
		const addresses = [0, 1, 2].map((number) => primary.layout.addressOf(number));
		expect(new Set(addresses).size).toBe(3);
		const folder = dirname(addresses[0] ?? '');
		expect(addresses.map((address) => dirname(address))).toEqual([folder, folder, folder]);
		expect(dirname(folder)).toBe(tmpdir());
		expect(readdirSync(folder)).toEqual([]);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		happens('exit', 0);
		expect(existsSync(folder)).toBe(false);
	});

	it('lets calls finish at the first signal, ends them at the second, and everything at the third', async () => {
		await run();
		done = [];
		happens('SIGTERM');
		expect(done).toEqual(['drain false']);
		happens('SIGINT');
		expect(done).toEqual(['drain false', 'drain true']);
		happens('SIGTERM');
		expect(done[2]).toBe('end at once');
	});

	it('has the workers read their certificate again where there is one', async () => {
		await run({ doors: { tlsCertificateFile: '/tls/cert.pem', tlsKeyFile: '/tls/key.pem' } });
		happens('SIGHUP');
		expect(done.at(-1)).toBe('SIGHUP');
	});

	it('leaves that signal to mean what it always does where there is none', async () => {
		await run();
		expect(handlers.has('SIGHUP')).toBe(false);
	});

	it.each(['uncaughtException', 'unhandledRejection'])(
		'lets calls finish after an %s, and ends all when that takes too long',
		async (event) => {
			const { limits } = await run();
			done = [];
			jest.useFakeTimers();
			happens(event, new Error('a bug'));
			expect(done).toEqual(['drain false']);
			expect(process.exitCode).toBe(1);
			// It ends when its workers have ended, and not of itself.
			await jest.advanceTimersByTimeAsync(longestStopMs(limits) - 1);
			expect(done).toEqual(['drain false']);
			await jest.advanceTimersByTimeAsync(1);
			expect(done).toEqual(['drain false', 'end at once']);
		},
	);
});

import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeFileSync, writeSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BundledBridge, type BridgeProcess } from '../../bridge/test/bridgeProcess';
import { talk } from './support/audio';
import { FaultBench, SECRET } from './support/faultBench';

jest.setTimeout(120_000);

/** A bug to order, and a line of the log with it. */
const BUG = `process.on('SIGUSR2', () => setImmediate(() => { throw new TypeError('a bug'); }));`;

const SETTINGS = {
	BRIDGE_SHARED_SECRET: SECRET,
	BRIDGE_LOG_LEVEL: 'trace',
	BRIDGE_MEDIA_GAP_MS: '600000',
};

describe('a log that cannot be written', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let full: number;
	let bridge: BridgeProcess | undefined;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		full = openSync('/dev/full', 'w');
		bench = await FaultBench.start(bundle);
	});
	afterEach(async () => {
		await bridge?.kill();
		bridge = undefined;
		await bench.close();
		closeSync(full);
	});

	it('costs no call: they are taken, go on after a fault too, and the process ends with 1', async () => {
		const bug = join(bundle.newFolder(), 'bug.cjs');
		writeFileSync(bug, BUG);
		const port = await freePort();
		const quiet = bundle.run(
			{ ...SETTINGS, BRIDGE_PORT: String(port), NODE_OPTIONS: `--require ${bug}` },
			full,
		);
		bridge = quiet;
		const way = await bench.proxyToBridge();
		way.target = port;
		await readiness(port, 200);
		const calls = await bench.calls(3, { plivo: way });
		await Promise.all(calls.map((call, index) => talk(call, 20, index + 1)));
		quiet.child.kill('SIGUSR2');
		await readiness(port, 503);
		await Promise.all(calls.map((call, index) => talk(call, 20, index + 11)));
		expect(quiet.exitCode).toBeUndefined();
		for (const { plivo } of calls) plivo.socket.close(1000);
		expect(await quiet.exited()).toBe(1);
		expect(quiet.errors).not.toContain('ENOSPC');
		for (const call of calls) {
			expect((await bench.reportOf(call)).reason).toBe('caller-hangup');
		}
	});

	it.each([
		['one process', '1'],
		['two processes', '2'],
	])(
		'because nobody reads it keeps %s neither from its calls nor from its end',
		async (_which, count) => {
			const path = join(bundle.newFolder(), 'log');
			execFileSync('mkfifo', [path]);
			const unread = openSync(path, constants.O_RDWR);
			try {
				// All that a pipe takes.
				writeSync(unread, Buffer.alloc(65_536));
				const port = await freePort();
				const settings = { ...SETTINGS, BRIDGE_PORT: String(port), BRIDGE_PROCESSES: count };
				bridge = bundle.run(settings, unread);
				const way = await bench.proxyToBridge();
				way.target = port;
				await readiness(port, 200);
				const [call] = await bench.calls(1, { plivo: way });
				bridge.child.kill('SIGTERM');
				await readiness(port, 503);
				if (call) await talk(call, 20, 1);
				call?.plivo.socket.close(1000);
				expect(await bridge.exited()).toBe(0);
			} finally {
				closeSync(unread);
			}
		},
	);
});

/** Resolves when it is answered with this status. */
async function readiness(port: number, status: number): Promise<void> {
	for (let tries = 0; tries < 1_000; tries++) {
		const signal = AbortSignal.timeout(5_000);
		const asked = fetch(`http://127.0.0.1:${port}/readyz`, { signal });
		const answered = await asked.then((answer) => answer.status).catch(() => 0);
		if (answered === status) return;
		await pause(20);
	}
	throw new Error(`never happened: /readyz says ${status}`);
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

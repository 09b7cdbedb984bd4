import { closeSync, openSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BundledBridge, type BridgeProcess } from '../../bridge/test/bridgeProcess';
import { talk } from './support/audio';
import { FaultBench, SECRET } from './support/faultBench';

jest.setTimeout(120_000);

/** A bug to order, and a line of the log with it. */
const BUG = `process.on('SIGUSR2', () => setImmediate(() => { throw new TypeError('a bug'); }));`;

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
			{
				BRIDGE_SHARED_SECRET: SECRET,
				BRIDGE_PORT: String(port),
				BRIDGE_LOG_LEVEL: 'trace',
				BRIDGE_MEDIA_GAP_MS: '600000',
				NODE_OPTIONS: `--require ${bug}`,
			},
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

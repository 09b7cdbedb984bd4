import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { talk } from './support/audio';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

/** Bugs to order: in a timer, and in a promise that nobody looks at. The message is one that must not be told. */
const BUGS = `
	const bug = () => new TypeError('wss://voice.example.com/calls/a-join-url-that-is-nobodys-business');
	process.on('SIGUSR2', () => setImmediate(() => { throw bug(); }));
	process.on('SIGWINCH', () => void Promise.reject(bug()));
`;
const SAID = 'an error outside of a call: the bridge ends after its calls';

describe('a bug outside of a call', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let environment: Record<string, string>;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		const bugs = join(bundle.newFolder(), 'bugs.cjs');
		writeFileSync(bugs, BUGS);
		environment = { NODE_OPTIONS: `--require ${bugs}` };
		bench = await FaultBench.start(bundle, environment);
	});
	afterEach(async () => await bench.close());

	const ready = async () =>
		(await fetch(`http://127.0.0.1:${await bench.bridge.port()}/readyz`)).status;

	it.each(['SIGUSR2', 'SIGWINCH'] as const)(
		'ends no call: readiness goes off, the calls finish, and the process ends with 1 (%s)',
		async (signal) => {
			const calls = await bench.calls(3);
			bench.bridge.child.kill(signal);
			const said = await bench.bridge.line(SAID);
			expect(said).toMatchObject({ level: 60, code: 'TypeError' });
			expect(JSON.stringify(said)).not.toContain('nobodys-business');
			await bench.bridge.line('bridge shutting down');
			expect(await ready()).toBe(503);
			expect(await bench.connectStatus(bench.claims())).toBe(503);
			await Promise.all(calls.map((call, index) => talk(call, 20, index + 1)));
			// Again: it is no reason to hurry.
			bench.bridge.child.kill(signal);
			await Promise.all(calls.map((call, index) => talk(call, 20, index + 11)));
			for (const { plivo } of calls) {
				expect([plivo.closed, bench.bridge.exitCode]).toEqual([undefined, undefined]);
				plivo.socket.close(1000);
			}
			expect(await bench.bridge.exited()).toBe(1);
			for (const call of calls) {
				expect((await bench.reportOf(call)).reason).toBe('caller-hangup');
			}
		},
	);

	it('in the process that watches over several lets all of them finish their calls', async () => {
		const bridge = await bench.run({ ...environment, BRIDGE_PROCESSES: '2' });
		await bridge.line('all processes take calls');
		const calls = await bench.calls(4);
		bridge.child.kill('SIGUSR2');
		await bridge.line(SAID);
		await bridge.line('all processes shut down');
		await Promise.all(calls.map((call, index) => talk(call, 20, index + 1)));
		expect(bridge.exitCode).toBeUndefined();
		for (const { plivo } of calls) plivo.socket.close(1000);
		expect(await bridge.exited()).toBe(1);
	});
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledBridge, type BridgeProcess } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

/** Bugs to order: in a timer, and in a promise that nobody looks at. The message is one that must not be told. */
const BUGS = `
	const bug = () => new TypeError('wss://voice.example.com/calls/a-join-url-that-is-nobodys-business');
	process.on('SIGUSR2', () => setImmediate(() => { throw bug(); }));
	process.on('SIGWINCH', () => void Promise.reject(bug()));
`;
/** The process that watches over the others waits no 40.001 s, but less. */
const SHORT_STOP = `
	const wait = setTimeout;
	const shorter = (ms) => (ms === 40_001 && !process.env.NODE_UNIQUE_ID ? 500 : ms);
	globalThis.setTimeout = (work, ms, ...rest) => wait(work, shorter(ms), ...rest);
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

	it('in one of several takes no call away from the others: another is started beside it, and its calls finish', async () => {
		const bridge = await bench.run({ ...environment, BRIDGE_PROCESSES: '2' });
		await bridge.line('all processes take calls');
		const calls = await bench.calls(4);
		const [failing = 0] = bridge.workers;
		process.kill(failing, 'SIGUSR2');
		await bridge.line('bridge shutting down');
		// Also while the other is alone.
		const statuses: number[] = [];
		while (statuses.length < 10) statuses.push(await bench.connectStatus(bench.claims()));
		await bridge.line('a process failed: another is started beside it');
		await eventually('another process is there', () => bridge.workers.length === 3);
		while (statuses.length < 20) statuses.push(await bench.connectStatus(bench.claims()));
		expect(statuses).toEqual(Array.from({ length: 20 }, () => 101));
		await Promise.all(calls.map((call, index) => talk(call, 20, index + 1)));
		// Whoever is asked knows of all calls, and those of the failing one can be ended by any.
		const { calls: known } = await bench.control<{ calls: unknown[] }>('calls');
		expect(known).toHaveLength(4);
		const own = calls.filter(({ claims }) =>
			bridge.lines.some(
				({ msg, callId, pid }) =>
					msg === 'agent connected' && callId === claims.callId && pid === failing,
			),
		);
		expect(own.length).toBeGreaterThan(0);
		for (const { claims, plivo } of own) {
			await bench.control(`calls/${claims.callId}/hang-up`, 'POST');
			await plivo.isClosed();
		}
		expect(await bridge.line('the failed process has ended')).toMatchObject({
			process: failing,
			code: 1,
		});
		for (const call of calls.filter((one) => !own.includes(one))) await talk(call, 20, 100);
	});

	describe('where a process hangs', () => {
		const hang = async (): Promise<[BridgeProcess, number]> => {
			const clock = join(bundle.newFolder(), 'clock.cjs');
			writeFileSync(clock, SHORT_STOP);
			const bridge = await bench.run({
				NODE_OPTIONS: `${environment.NODE_OPTIONS} --require ${clock}`,
				BRIDGE_PROCESSES: '2',
				BRIDGE_GRACE_PERIOD_MS: '10000',
				BRIDGE_DRAIN_TIMEOUT_MS: '1',
			});
			await bridge.line('all processes take calls');
			const [hanging = 0] = bridge.workers;
			return [bridge, hanging];
		};

		it('has an end in the process that watches over several', async () => {
			const [bridge, hanging] = await hang();
			process.kill(hanging, 'SIGSTOP');
			bridge.child.kill('SIGUSR2');
			expect(await bridge.exited()).toBe(1);
		});

		it('has an end in one of several', async () => {
			const [bridge, hanging] = await hang();
			await bench.calls(4);
			process.kill(hanging, 'SIGUSR2');
			await bridge.line('a process failed: another is started beside it');
			process.kill(hanging, 'SIGSTOP');
			const ended = await bridge.line('the failed process has ended');
			expect(ended).toMatchObject({ process: hanging, reason: 'SIGKILL' });
			expect(await bench.connectStatus(bench.claims())).toBe(101);
		});
	});
});

import { spawnSync } from 'node:child_process';
import {
	closeSync,
	constants,
	existsSync,
	openSync,
	readdirSync,
	readFileSync,
	statSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { distinctBytes } from '../audioSamples';
import { BundledBridge } from '../bridgeProcess';
import { eventually } from '../eventually';
import { CERTIFICATE, PRIVATE_KEY } from '../frames/support/certificate';
import { ProcessBench, SECRET } from './processBench';

jest.setTimeout(120_000);

describe('the end of one of two processes, or of both', () => {
	let bundle: BundledBridge;
	let bench: ProcessBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await ProcessBench.start(bundle);
	});
	afterEach(async () => await bench.close());

	it('leaves no connection unanswered that it was handed and had not taken', async () => {
		const [standing] = await bench.callInEach();
		const pid = bench.workerOf(standing.claims);
		process.kill(pid, 'SIGSTOP');
		const arrivals = Array.from(
			{ length: 4 },
			async () => await bench.connectStatus(bench.claims()),
		);
		let answered = 0;
		for (const arrival of arrivals) void arrival.then(() => (answered += 1));
		// One of them is with the process that stands still; the others are not given to it.
		await eventually('the other process answers', () => answered === 3);
		process.kill(pid, 'SIGKILL');
		expect(await Promise.all(arrivals)).toEqual([101, 101, 101, 101]);
	});

	it('leaves the calls of the other alone, and another process takes its place', async () => {
		const { bridge, sink } = bench;
		const [lost, kept] = await bench.callInEach();
		await sink.event('started');
		sink.answers = Array.from({ length: 1_000 }, () => 503);
		lost.plivo.press('7');
		const digits = () => sink.deliveries.filter(({ event }) => event.type === 'dtmf');
		await eventually('an event is not taken', () => digits().length > 0);
		const pid = bench.workerOf(lost.claims);
		process.kill(pid, 'SIGKILL');
		await lost.plivo.isClosed();
		await bridge.line('a process died with its calls: another is started');

		const speech = distinctBytes(640);
		kept.plivo.media(speech);
		await eventually('the other call goes on', () => kept.agent.heard.equals(speech));
		await eventually('there is another process', () => bridge.workers.length === 3);
		// What it had not delivered is delivered by another.
		sink.answers = [];
		const told = await sink.event('dtmf');
		expect(told).toMatchObject({ callId: lost.claims.callId, data: { digits: '7' } });
		// So is its end, which nobody had told yet.
		expect(await sink.event('ended')).toMatchObject({
			callId: lost.claims.callId,
			data: { report: { endedBy: 'bridge', reason: 'bridge-lost' } },
		});
		// The new one knows what was spent before it was there.
		for (let connect = 1; connect <= 4; connect++) {
			expect(await bench.connectStatus(lost.claims)).toBe(401);
			expect(await bench.connectStatus(kept.claims)).toBe(401);
		}
		const calls = await bench.callInEach();
		expect(calls.map(({ claims }) => bench.workerOf(claims))).not.toContain(pid);
	});

	it('is seen on the live page, which begins afresh', async () => {
		const [lost] = await bench.callInEach();
		const events = await bench.page(
			await bench.login(),
			'/page/events',
			AbortSignal.timeout(60_000),
		);
		const read = events.text().catch(() => 'broken off');
		process.kill(bench.workerOf(lost.claims), 'SIGKILL');
		expect(await read).toBe('broken off');
	});

	it('comes when its calls are over after one signal, however many processes get it', async () => {
		const { bridge, sink } = bench;
		const calls = await bench.callInEach();
		for (const pid of bridge.workers) process.kill(pid, 'SIGTERM');
		bridge.child.kill('SIGTERM');
		await eventually(
			'both drain',
			() => bridge.lines.filter(({ msg }) => msg === 'bridge shutting down').length === 2,
		);
		expect(await bench.connectStatus(bench.claims())).toBe(503);
		for (const { plivo, agent } of calls) {
			const speech = distinctBytes(640);
			plivo.media(speech);
			await eventually('the call goes on', () => agent.heard.equals(speech));
		}
		bench.hangUpAll();
		expect(await bridge.exited()).toBe(0);
		expect(sink.accepted.filter(({ type }) => type === 'ended')).toHaveLength(
			bench.agent.connections.length,
		);
		expect(readdirSync(bridge.temporary)).toEqual([]);
	});

	it('comes with the calls on the second signal', async () => {
		const calls = await bench.callInEach();
		bench.bridge.child.kill('SIGTERM');
		await bench.bridge.line('all processes shut down');
		bench.bridge.child.kill('SIGTERM');
		for (const { plivo } of calls) expect((await plivo.isClosed()).code).toBe(1001);
		expect(await bench.bridge.exited()).toBe(0);
	});

	it('comes for both when the first process is killed', async () => {
		const { plivo } = await bench.call();
		const { workers } = bench.bridge;
		bench.bridge.child.kill('SIGKILL');
		await plivo.isClosed();
		await eventually('no worker is left', () => workers.every((pid) => !isAlive(pid)));
	});
});

describe('the beginning of several processes', () => {
	let bundle: BundledBridge;
	let bench: ProcessBench;

	beforeAll(async () => {
		bundle = BundledBridge.build();
		bench = await ProcessBench.start(bundle);
	});
	afterAll(async () => {
		await bench.close();
		bundle.remove();
	});

	it('makes a folder in which they meet and that nobody else may enter', () => {
		const { temporary } = bench.bridge;
		const folder = join(temporary, readdirSync(temporary)[0] ?? '');
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(readdirSync(folder).sort()).toEqual(['0.sock', '1.sock']);
	});

	it('is not cut short by a signal: a process that has its place, but has not said that it is ready, ends as any other', async () => {
		const folder = bundle.newFolder();
		const certificate = join(folder, 'certificate');
		const key = join(folder, 'key');
		writeFileSync(key, PRIVATE_KEY);
		// Whoever reads it waits for somebody to write.
		spawnSync('mkfifo', [certificate]);
		const starting = bundle.run({
			BRIDGE_SHARED_SECRET: SECRET,
			BRIDGE_PORT: '0',
			BRIDGE_PROCESSES: '2',
			BRIDGE_TLS_CERT: certificate,
			BRIDGE_TLS_KEY: key,
		});
		const writer = await eventually('the first process reads its certificate', () =>
			openWhenRead(certificate),
		);
		starting.child.kill('SIGTERM');
		await starting.line('all processes shut down');
		writeSync(writer, CERTIFICATE);
		closeSync(writer);
		expect(await starting.exited()).toBe(0);
		expect(starting.lines.map(({ msg }) => msg)).toContain('bridge stopped');
	});

	it('fails with one sentence that says why', async () => {
		const second = bundle.run({
			BRIDGE_SHARED_SECRET: SECRET,
			BRIDGE_PORT: String(bench.port),
			BRIDGE_PROCESSES: '2',
		});
		expect(await second.exited()).toBe(1);
		expect(second.errors.match(/The bridge cannot start/g)).toHaveLength(1);
		expect(second.errors).toContain('EADDRINUSE');
	});
});

/** Opens a named pipe for writing once somebody reads it. */
function openWhenRead(path: string): number | undefined {
	try {
		return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
	} catch {
		return undefined;
	}
}

/** A process that is over and that nobody has asked about yet is not alive. */
function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	const stat = `/proc/${pid}/stat`;
	return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
}

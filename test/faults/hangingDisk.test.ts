import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

/**
 * A disk that does not answer as long as there is a certain other file: whoever asks it for something below a certain folder waits in the
 * thread in which it is asked, as for a share on the network whose server is gone. What is done every two minutes is done all the time.
 */
const HANGING_DISK = `
const fs = require('node:fs');
const { isMainThread } = require('node:worker_threads');
const { HANGS, STALLS, NOBODY_WRITES } = process.env;
const { existsSync, promises } = fs;
const { open } = promises;
const hangs = (path) => String(path).startsWith(HANGS) && existsSync(STALLS);
for (const name of ['access', 'mkdir', 'open', 'readFile', 'readdir', 'stat', 'statfs', 'unlink']) {
	const ask = promises[name];
	promises[name] = async (path, ...rest) => {
		if (hangs(path)) await open(NOBODY_WRITES);
		return await ask(path, ...rest);
	};
}
for (const name of isMainThread ? [] : ['openSync', 'readdirSync', 'readFileSync', 'statSync']) {
	const ask = fs[name];
	fs[name] = (path, ...rest) => {
		while (hangs(path)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		return ask(path, ...rest);
	};
}
const { setInterval } = globalThis;
globalThis.setInterval = (work, ms, ...rest) => setInterval(work, ms === 120_000 ? 20 : ms, ...rest);`;

/** As soon as there is a certain file, somebody waits for disks in as many threads as Node.js has unless it is told otherwise. */
const FOUR_WAIT = `
const { existsSync, promises, unlinkSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
const { STALLS, NOBODY_WRITES } = process.env;
setInterval(() => {
	if (!isMainThread || !existsSync(STALLS)) return;
	for (let thread = 0; thread < 4; thread++) void promises.open(NOBODY_WRITES);
	unlinkSync(STALLS);
}, 5);`;

/** Every call is recorded, and kept in a folder until a store takes it. */
const RECORDED = {
	BRIDGE_RECORDINGS: 's3://bucket/prefix',
	BRIDGE_RECORD: 'all',
	BRIDGE_S3_ENDPOINT: 'http://127.0.0.1:1',
	BRIDGE_S3_ACCESS_KEY_ID: 'key',
	BRIDGE_S3_SECRET_ACCESS_KEY: 'a secret of the store',
};

describe('a disk that never answers', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	/** As long as it is there, the disk hangs. */
	let stalls: string;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	afterEach(async () => await bench.close());

	const start = async (script: string, environment: Record<string, string> = {}, below = '.') => {
		const folder = bundle.newFolder();
		const loaded = join(folder, 'disk.cjs');
		writeFileSync(loaded, script);
		stalls = join(folder, 'stalls');
		const pipe = join(folder, 'pipe');
		expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
		const dataFolder = bundle.newFolder();
		bench = await FaultBench.start(bundle, {
			BRIDGE_DATA_FOLDER: dataFolder,
			BRIDGE_DRAIN_TIMEOUT_MS: '1',
			HANGS: join(dataFolder, below),
			NODE_OPTIONS: `--require ${loaded}`,
			STALLS: stalls,
			NOBODY_WRITES: pipe,
			...environment,
		});
	};
	/** A call whose agent has a name, which has to be looked up. */
	const callWithName = async () =>
		await bench.call({ joinUrl: bench.agent.joinUrl.replace('127.0.0.1', 'localhost') });

	it('leaves threads for the names of agents: new calls talk, and their ends are told', async () => {
		// One for the calls that have had their stream, one for sweeping up after them, one for the names.
		await start(HANGING_DISK, { UV_THREADPOOL_SIZE: '3' });
		await talk(await callWithName(), 10, 1);
		writeFileSync(stalls, '');
		for (let round = 2; round < 5; round++) {
			const call = await callWithName();
			await talk(call, 10, round);
			call.plivo.socket.close(1000);
			expect((await bench.reportOf(call)).reason).toBe('caller-hangup');
		}
		rmSync(stalls);
	});

	it.each(['spent', 'recordings'])('keeps no bridge from its end: %s', async (below) => {
		await start(HANGING_DISK, RECORDED, below);
		writeFileSync(stalls, '');
		const call = await callWithName();
		await talk(call, 10, 1);
		call.plivo.socket.close(1000);
		expect((await bench.reportOf(call)).reason).toBe('caller-hangup');
		bench.bridge.child.kill('SIGTERM');
		await bench.bridge.exited();
		await bench.bridge.line('bridge stopped');
	});

	it('has no more calls recorded that it would keep in memory, and keeps no bridge from an end that is asked for three times', async () => {
		await start(HANGING_DISK, RECORDED, 'recordings');
		writeFileSync(stalls, '');
		await callWithName();
		while (!bench.bridge.output.includes('"fault":"too-slow"')) {
			const call = await callWithName();
			call.plivo.socket.close(1000);
			expect((await bench.reportOf(call)).reason).toBe('caller-hangup');
		}
		const { child } = bench.bridge;
		child.kill('SIGTERM');
		await bench.bridge.line('bridge shutting down');
		child.kill('SIGINT');
		child.kill('SIGTERM');
		await bench.bridge.exited();
	});

	it('is asked for recordings by few at a time, who are told that it does not answer: new calls talk', async () => {
		// As many as there are with one bridge: one for what is done every two minutes, two that look for recordings, one for names.
		await start(
			HANGING_DISK,
			{ ...RECORDED, BRIDGE_RECORD: 'asked', UV_THREADPOOL_SIZE: '5' },
			'recordings',
		);
		writeFileSync(stalls, '');
		const answers = Array.from({ length: 8 }, async () => await bench.asked('recordings'));
		await talk(await callWithName(), 10, 1);
		for (const { status } of await Promise.all(answers)) expect(status).toBe(502);
		await talk(await callWithName(), 10, 2);
		rmSync(stalls);
	});

	it('finds more threads than it can take', async () => {
		await start(FOUR_WAIT);
		writeFileSync(stalls, '');
		await eventually('they wait', () => !existsSync(stalls));
		await talk(await callWithName(), 10, 1);
	});
});

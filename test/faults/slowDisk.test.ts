import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import { FaultBench, type FaultCall } from './support/faultBench';

jest.setTimeout(120_000);

/** A disk that opens no event file as long as there is a certain other file, and takes its time for each of them. */
const SLOW_DISK = `
const fs = require('node:fs');
const { openSync } = fs;
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
fs.openSync = (path, ...rest) => {
	if (String(path).endsWith('.events')) {
		while (fs.existsSync(process.env.STALLS)) sleep(5);
		sleep(Number(process.env.EACH_TAKES_MS));
	}
	return openSync(path, ...rest);
};`;

describe('a disk that takes its time', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let environment: Record<string, string>;
	/** As long as it is there, the disk stalls. */
	let stalls: string;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		const folder = bundle.newFolder();
		const slow = join(folder, 'slowDisk.cjs');
		writeFileSync(slow, SLOW_DISK);
		stalls = join(folder, 'stalls');
		environment = {
			BRIDGE_DATA_FOLDER: bundle.newFolder(),
			BRIDGE_DRAIN_TIMEOUT_MS: '1',
			NODE_OPTIONS: `--require ${slow}`,
			STALLS: stalls,
			EACH_TAKES_MS: '10',
		};
		bench = await FaultBench.start(bundle, environment);
	});
	afterEach(async () => {
		rmSync(stalls, { force: true });
		await bench.close();
	});

	const say = ({ agent }: FaultCall, text: string, ordinal: number) => {
		agent.tell({ type: 'transcript', role: 'agent', text, final: true, ordinal });
	};
	const said = () =>
		bench.sink.accepted.filter(({ type }) => type === 'transcript').map(({ data }) => data.text);
	const readiness = async () => {
		const answer = await fetch(`http://127.0.0.1:${await bench.bridge.port()}/readyz`);
		return (await answer.json()) as { warning?: string };
	};
	const isWarned = async (wanted: boolean) => {
		for (let tries = 0; tries < 1_000; tries++) {
			const { warning } = await readiness();
			if ((warning !== undefined) === wanted) return warning;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		throw new Error('never happened: the warning');
	};

	it('is not heard: every frame goes on while nothing can be written, and no event is lost', async () => {
		const calls = await bench.calls(5);
		await eventually('all have started', () => bench.sink.accepted.length === 5);
		writeFileSync(stalls, '');
		for (const [index, call] of calls.entries()) say(call, `while it stalls ${index}`, 0);
		await Promise.all(calls.map((call, index) => talk(call, 100, index + 1)));
		// After a while they are told all the same.
		await eventually('all are told', () => said().length === 5);
		expect(await isWarned(true)).toContain('BRIDGE_DATA_FOLDER (it does not answer)');
		// Also that another call can be taken.
		const another = await bench.call();
		await talk(another, 20, 99);
		rmSync(stalls);
		await isWarned(false);
		for (const [index, call] of calls.entries()) say(call, `afterwards ${index}`, 1);
		await eventually('these too', () => said().length === 10);
		expect(new Set(said()).size).toBe(10);
	});

	it('costs no event at the end: the bridge stops when all is written', async () => {
		const call = await bench.call();
		await bench.sink.event('started');
		bench.sink.answers = Array.from({ length: 100_000 }, () => 503);
		for (let ordinal = 0; ordinal < 60; ordinal++) say(call, `sentence ${ordinal}`, ordinal);
		await talk(call, 5, 1);
		call.plivo.socket.close(1000);
		bench.bridge.child.kill('SIGTERM');
		expect(await bench.bridge.exited()).toBe(0);
		bench.sink.answers = [];
		await bench.run(environment);
		expect((await bench.reportOf(call)).reason).toBe('caller-hangup');
		expect(said()).toEqual(Array.from({ length: 60 }, (_, ordinal) => `sentence ${ordinal}`));
	});

	it('keeps no bridge from its end, however long it stalls', async () => {
		const call = await bench.call();
		await bench.sink.event('started');
		writeFileSync(stalls, '');
		bench.sink.answers = Array.from({ length: 100_000 }, () => 503);
		say(call, 'never written', 0);
		await talk(call, 5, 1);
		call.plivo.socket.close(1000);
		bench.bridge.child.kill('SIGTERM');
		await bench.bridge.exited();
		await bench.bridge.line('bridge stopped');
		const { lost } = await bench.bridge.line('events were not delivered before shutdown');
		// What was said, the quality of the line, and the end.
		expect(lost).toBe(3);
	});
});

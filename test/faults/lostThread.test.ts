import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { talk } from './support/audio';
import { FaultBench } from './support/faultBench';
import { callsWritten } from './support/writtenCalls';

jest.setTimeout(120_000);

/** The thread that writes events dies as soon as there is a certain file. */
const DYING_THREAD = `
const { existsSync, unlinkSync } = require('node:fs');
const { isMainThread, workerData } = require('node:worker_threads');
const { DIES } = process.env;
if (!isMainThread && workerData.role === 'events') {
	setInterval(() => {
		if (!existsSync(DIES)) return;
		unlinkSync(DIES);
		throw new Error('The thread dies.');
	}, 5);
}`;

describe('the thread that writes events', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	afterEach(async () => await bench.close());

	it('may be lost: its calls go on, and nobody else on the folder tells that they are over', async () => {
		const folder = bundle.newFolder();
		const loaded = join(folder, 'dyingThread.cjs');
		writeFileSync(loaded, DYING_THREAD);
		const dies = join(folder, 'dies');
		const dataFolder = bundle.newFolder();
		const environment = { BRIDGE_DATA_FOLDER: dataFolder };
		bench = await FaultBench.start(bundle, {
			...environment,
			NODE_OPTIONS: `--require ${loaded}`,
			DIES: dies,
		});
		const hurt = bench.bridge;
		const call = await bench.call();
		await bench.sink.event('started');
		await callsWritten(dataFolder, 1);
		writeFileSync(dies, '');
		await hurt.line('an error outside of a call: the bridge ends after its calls');

		await bench.run(environment);
		const killed = await bench.run(environment);
		const lost = await bench.call();
		await talk(lost, 5, 1);
		await callsWritten(dataFolder, 2);
		await killed.kill();
		// Whoever tells of that has looked at all folders.
		expect((await bench.reportOf(lost)).reason).toBe('bridge-lost');
		await talk(call, 20, 9);
		call.plivo.socket.close(1000);
		expect((await bench.reportOf(call)).reason).toBe('caller-hangup');
		expect(await hurt.exited()).toBe(1);
	});
});

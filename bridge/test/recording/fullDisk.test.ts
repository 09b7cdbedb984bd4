import files, { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpoolFolder } from '../../src/recording/spool/spoolFolder';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { TestBench } from '../testBench';

const full = Object.assign(new Error('full'), { code: 'ENOSPC' });

describe('a disk for recordings that is full at the start', () => {
	let folder: string;
	let bench: TestBench;
	beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'full-'))));
	afterEach(async () => {
		jest.restoreAllMocks();
		await bench.close();
		await rm(folder, { recursive: true, force: true });
	});

	const start = async () => {
		bench = await TestBench.start({ recordings: { place: join(folder, 'kept'), which: 'all' } });
	};
	const lines = (text: string) => bench.logLines.filter((line) => line.includes(text)).length;
	const diskFaults = () => lines('"fault":"disk"');

	/** A call with some sound. */
	const callGoesOn = async () => {
		const { plivo, agent } = await bench.call();
		const speech = distinctBytes(6_400);
		plivo.media(speech);
		await eventually('the agent hears it', () => agent.heard.equals(speech));
		plivo.socket.close(1000);
		await plivo.isClosed();
	};

	it('does not keep the bridge from taking calls, which are recorded once there is room', async () => {
		const mkdirs = jest.spyOn(files, 'mkdir').mockRejectedValue(full);
		await start();
		expect(diskFaults()).toBe(1);
		await callGoesOn();
		await eventually('the recording has failed', () => diskFaults() === 2);
		expect(lines('"code":"ENOSPC"')).toBe(2);
		mkdirs.mockRestore();
		await callGoesOn();
		await eventually('it is recorded', () => lines('call recorded') === 1);
		expect(diskFaults()).toBe(2);
	});

	it('does not either where only the folder of the process could not be made', async () => {
		jest.spyOn(SpoolFolder, 'create').mockRejectedValueOnce(full);
		await start();
		expect(diskFaults()).toBe(1);
		await callGoesOn();
		await eventually('it is recorded', () => lines('call recorded') === 1);
	});
});

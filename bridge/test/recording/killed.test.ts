import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually';
import { FakeS3 } from '../fakes/fakeS3';
import { bundleScript } from './support/bundledScript';
import { readOpus } from './support/readOgg';
import { readWav } from './support/readWav';
import { RecordingsBench, type RecordingsInput } from './support/recordingsBench';
import { likeness, speech } from './support/sounds';

const SOURCE = join(__dirname, 'support', 'recordingProcess.ts');

describe('a process that is killed', () => {
	let scripts: string;
	let script: string;
	let bench: RecordingsBench;
	let child: ChildProcess;
	beforeAll(async () => {
		scripts = await mkdtemp(join(tmpdir(), 'recording-process-'));
		script = bundleScript(SOURCE, scripts);
	});
	afterAll(async () => await rm(scripts, { recursive: true, force: true }));
	beforeEach(async () => (bench = await RecordingsBench.make()));
	afterEach(async () => {
		child.kill('SIGKILL');
		await bench.close();
	});

	const start = (settings: RecordingsInput, ...rest: string[]) => {
		const all = { which: 'all', place: bench.folder, ...settings };
		child = spawn(process.execPath, [script, JSON.stringify(all), ...rest], {
			env: { DATA_FOLDER: bench.folder },
			stdio: ['ignore', 'ignore', 'inherit'],
		});
	};
	const kill = async () => {
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGKILL');
		await gone;
	};
	/** Size of the sound file that grows in the spool. */
	const grown = () => {
		const all = readdirSync(bench.folder, { recursive: true, encoding: 'utf8' });
		const sound = all.find((name) => /\.(wav|opus)$/.test(name));
		return sound === undefined ? 0 : statSync(join(bench.folder, sound)).size;
	};

	it.each([
		['wav', 100_000],
		['opus', 6_000],
	] as const)(
		'in the middle of a call leaves a %s file that the next one repairs',
		async (format, bytes) => {
			start({ format }, 'the-call', '9');
			await eventually('some of it is written', () => grown() > bytes);
			await kill();
			expect((await bench.files()).some((name) => name.endsWith('.growing.json'))).toBe(true);

			const recordings = await bench.open();
			await eventually('it is taken over', () => bench.counts.recordingFaults.killed === 1);
			await eventually('it is kept', () => bench.counts.recordingsKept === 1);
			const { recordings: found } = await recordings.shelf.list({ limit: 10 });
			expect(found).toMatchObject([
				{ callId: 'the-call', format, complete: false, sampleRate: 16_000 },
			]);
			const files = await bench.files();
			expect(files).toHaveLength(2);
			const path = join(bench.folder, files.find((name) => !name.endsWith('.json')) as string);
			const { left, right } = format === 'wav' ? readWav(path) : readOpus(path);
			expect(found[0]?.durationMs).toBe(Math.round(left.length / 16));
			expect(found[0]?.bytes).toBe(statSync(path).size);
			expect(left.length).toBeGreaterThan(16_000);
			expect(likeness(left, speech(16_000, 9_000, 140))).toBeGreaterThan(0.9);
			expect(likeness(right, speech(16_000, 9_000, 270))).toBeGreaterThan(0.9);
		},
		60_000,
	);

	it('before anything was written leaves nothing behind', async () => {
		start({}, 'the-call', '1');
		await eventually('the file is there', () => grown() > 0);
		await kill();
		const recordings = await bench.open();
		await eventually('it is taken over', () => bench.counts.recordingFaults.killed === 1);
		await bench.delivered(recordings);
		await eventually('all is tidy', () =>
			bench.logLines.some((line) => line.includes('taken over')),
		);
		expect(await bench.files()).toEqual([]);
	}, 60_000);

	it('while it delivers to S3 loses nothing: the next one delivers', async () => {
		const s3 = await FakeS3.start();
		try {
			const place = { place: 's3://calls/kept', s3: { endpoint: s3.endpoint, ...s3.keys } };
			s3.held = /^PUT .*\.opus/;
			start({ ...place, format: 'opus' }, 'the-call', '8', 'end');
			await eventually('it is under way', () => s3.requests.length > 0);
			await kill();
			expect(s3.objects.size).toBe(0);
			s3.held = undefined;

			const recordings = await bench.open(place);
			await eventually('it is kept', () => bench.counts.recordingsKept === 1);
			expect(bench.counts.recordingFaults.killed).toBe(0);
			const { recordings: found } = await recordings.shelf.list({ limit: 10 });
			expect(found).toMatchObject([{ callId: 'the-call', complete: true, durationMs: 8_000 }]);
			expect([...s3.objects.keys()].map((key) => key.split('.').at(-1)).sort()).toEqual([
				'json',
				'opus',
			]);
			expect(await bench.files()).toEqual([]);
			expect(s3.signatureFaults).toEqual([]);
		} finally {
			await s3.close();
		}
	}, 60_000);
});

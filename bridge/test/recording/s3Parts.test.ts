import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { encodeFacts } from '../../src/recording/file/recordingFacts';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { FakeS3 } from '../fakes/fakeS3';
import { RecordingsBench } from './support/recordingsBench';

describe('recordings that are large, in S3', () => {
	let bench: RecordingsBench;
	let s3: FakeS3;
	beforeEach(async () => {
		bench = await RecordingsBench.make();
		s3 = await FakeS3.start();
	});
	afterEach(async () => {
		await bench.close();
		await s3.close();
	});

	const open = async () =>
		await bench.open({ place: 's3://calls/kept/here', s3: { endpoint: s3.endpoint, ...s3.keys } });
	/** A recording of so many bytes that an earlier process left in the spool. */
	const leaveBehind = async (bytes: Buffer) => {
		const id = '20260101T000000000-big';
		const machine = hostname()
			.replace(/[^A-Za-z0-9-]/g, '-')
			.slice(0, 63);
		const folder = join(bench.folder, 'recordings', `${machine}~999999999~${'a'.repeat(12)}`);
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, `${id}.wav`), bytes);
		const facts = {
			id,
			callId: 'big',
			callUuid: '',
			startedAt: '',
			durationMs: 1,
			sampleRate: 8_000,
		};
		await writeFile(
			join(folder, `${id}.json`),
			encodeFacts({ ...facts, format: 'wav', channels: 2, bytes: bytes.length, complete: true }),
		);
		return `kept/here/2026-01-01/${id}.wav`;
	};

	const big = distinctBytes(20 * 1_048_576 + 5);

	it('go in parts, never more than 8 MB in memory at once', async () => {
		const key = await leaveBehind(big);
		await open();
		await eventually('it is kept', () => bench.counts.recordingsKept === 1);
		expect(s3.objects.get(key)?.body.equals(big)).toBe(true);
		expect(s3.objects.get(key)?.contentType).toBe('audio/wav');
		expect(s3.mostBodyBytes).toBe(8 * 1_048_576);
		expect(s3.uploads.size).toBe(0);
		expect(s3.signatureFaults).toEqual([]);
	});

	it.each([
		['a part', /PUT .*partNumber=2/, 500],
		['the completion', /POST .*uploadId=/, 500],
		['the completion, after its 200', /POST .*uploadId=/, 'late-error'],
		['the connection in a part', /PUT .*partNumber=3/, 'broken'],
	] as const)(
		'are tried again when %s fails, and leave no parts behind',
		async (_, when, fault) => {
			const key = await leaveBehind(big);
			s3.faults.push({ when, fault });
			await open();
			await eventually('it is kept', () => bench.counts.recordingsKept === 1);
			expect(s3.objects.get(key)?.body.equals(big)).toBe(true);
			expect(bench.counts.recordingRetries).toBe(1);
			expect(s3.uploads.size).toBe(0);
		},
	);

	it('also go where uploads may not be listed', async () => {
		await leaveBehind(big);
		s3.faults.push({ when: /GET .*uploads/, fault: 500 });
		await open();
		await eventually('it is kept', () => bench.counts.recordingsKept === 1);
		expect(bench.counts.recordingRetries).toBe(0);
	});
});

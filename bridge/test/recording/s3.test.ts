import { buffer } from 'node:stream/consumers';
import type { Recordings } from '../../src/recording/recordings';
import { StoreError } from '../../src/recording/store/recordingStore';
import { eventually } from '../eventually';
import { FakeS3 } from '../fakes/fakeS3';
import { RecordingsBench, type RecordingsInput } from './support/recordingsBench';
import { numbered } from './support/sounds';
import { TestCall } from './support/testCall';

describe('recordings in S3', () => {
	let bench: RecordingsBench;
	let s3: FakeS3;
	beforeEach(async () => {
		bench = await RecordingsBench.make();
		s3 = await FakeS3.start();
	});
	afterEach(async () => {
		s3.release();
		await bench.close();
		await s3.close();
	});

	const open = async (settings: RecordingsInput = {}, s3Settings = {}) =>
		await bench.open({
			place: 's3://calls/kept/here',
			s3: { endpoint: `${s3.endpoint}/`, ...s3.keys, ...s3Settings },
			...settings,
		});
	/** Records a call of a second. */
	const record = (recordings: Recordings, callId = 'one') => {
		const call = new TestCall(8_000, callId);
		const recording = recordings.begin(call, true);
		call.callerSays(numbered(8_000));
		call.end(1_000);
		return recording?.summary()?.id ?? '';
	};
	it('are a sound and its facts, signed and with their types', async () => {
		const recordings = await open();
		const id = record(recordings);
		await bench.delivered(recordings);
		const day = `${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}`;
		expect([...s3.objects].map(([key, { contentType }]) => [key, contentType])).toEqual([
			[`kept/here/${day}/${id}.wav`, 'audio/wav'],
			[`kept/here/${day}/${id}.json`, 'application/json'],
		]);
		const sound = s3.objects.get(`kept/here/${day}/${id}.wav`)?.body as Buffer;
		expect(sound.length).toBe(44 + 32_000);
		expect(sound.readUInt32LE(40)).toBe(32_000);
		expect(s3.signatureFaults).toEqual([]);
		expect(await bench.files()).toEqual([]);
	});

	it('go to the root of a bucket, too', async () => {
		const recordings = await open({ place: 's3://calls' });
		const id = record(recordings);
		await bench.delivered(recordings);
		expect([...s3.objects.keys()][0]).toMatch(new RegExp(`^[\\d-]{10}/${id}\\.wav$`));
	});

	it.each([
		['500', 500],
		['503', 503],
		['a broken connection', 'broken'],
		['nothing at all', 'hang'],
		['a redirect', 307],
	] as const)('are tried again after %s', async (_, fault) => {
		const recordings = await open({}, { timeoutMs: 300 });
		s3.faults.push(
			{ when: /PUT .*wav/, fault },
			{ when: /PUT .*wav/, fault },
			{ when: /PUT .*json/, fault },
		);
		record(recordings);
		await bench.delivered(recordings);
		expect(bench.counts).toMatchObject({ recordingsKept: 1, recordingRetries: 3 });
		expect(s3.objects.size).toBe(2);
		expect(s3.requests.filter((line) => line.includes('elsewhere'))).toEqual([]);
		expect(await bench.files()).toEqual([]);
	});

	it('wait until the keys are right, and none of these is in the log', async () => {
		const recordings = await open({}, { secretAccessKey: 'the wrong secret' });
		record(recordings);
		await eventually('it was tried', () => s3.signatureFaults.length > 2);
		expect(s3.signatureFaults[0]).toBe('SignatureDoesNotMatch');
		expect(bench.logLines.join('')).toContain('403 SignatureDoesNotMatch');
		expect(bench.logLines.join('')).not.toContain('wrong secret');
		s3.keys.secretAccessKey = 'the wrong secret';
		await bench.delivered(recordings);
		expect(bench.counts.recordingsKept).toBe(1);
	});

	it('of which one fails do not hold up the others', async () => {
		const recordings = await open();
		s3.held = /PUT .*-stuck\.wav/;
		record(recordings, 'stuck');
		await eventually('it is under way', () => s3.requests.some((line) => line.includes('stuck')));
		record(recordings, 'two');
		record(recordings, 'three');
		await eventually('the others are kept', () => bench.counts.recordingsKept === 2);
		s3.release();
		await bench.delivered(recordings);
		expect(bench.counts.recordingsKept).toBe(3);
	});

	describe('that are still on their way', () => {
		it('are listed and read all the same', async () => {
			const recordings = await open();
			s3.held = /PUT/;
			const id = record(recordings);
			await eventually('it is under way', () => s3.requests.some((line) => line.startsWith('PUT')));
			const { recordings: found } = await recordings.shelf.list({ limit: 5 });
			expect(found.map((facts) => facts.id)).toEqual([id]);
			const facts = await recordings.shelf.find(id);
			const sound = facts && (await recordings.shelf.read(facts, { first: 44, last: 47 }));
			expect(sound && (await buffer(sound))).toHaveLength(4);
			s3.release();
			await bench.delivered(recordings);
			expect((await recordings.shelf.list({ limit: 5 })).recordings).toEqual(found);
		});

		it.each([
			['wav', 0],
			['json', 0],
			['wav', 2],
			['json', 2],
		])(
			'can be deleted: nothing of them stays, when the %s was under way and the store refuses %d times',
			async (end, refusals) => {
				const recordings = await open();
				s3.held = new RegExp(`PUT .*${end}`);
				const id = record(recordings);
				await eventually('it is under way', () =>
					s3.requests.some((line) => line.startsWith('PUT') && line.endsWith(end)),
				);
				expect(await recordings.shelf.remove(id)).toBe(true);
				for (let refusal = 0; refusal < refusals; refusal++) {
					s3.faults.push({ when: /DELETE/, fault: 500 });
				}
				s3.release();
				await bench.delivered(recordings);
				expect([...s3.objects.keys()]).toEqual([]);
				expect(bench.counts.recordingsKept).toBe(0);
				expect(await bench.files()).toEqual([]);
				expect(await recordings.shelf.find(id)).toBeUndefined();
			},
		);
	});

	it.each(['wav', 'json'])(
		'are still listed when the %s could not be deleted, and can be deleted again',
		async (end) => {
			const recordings = await open();
			const id = record(recordings);
			await bench.delivered(recordings);
			s3.faults.push({ when: new RegExp(`DELETE .*${end}`), fault: 500 });
			await expect(recordings.shelf.remove(id)).rejects.toThrow(StoreError);
			const { recordings: left } = await recordings.shelf.list({ limit: 5 });
			expect(left.map((facts) => facts.id)).toEqual([id]);
			expect(await recordings.shelf.remove(id)).toBe(true);
			expect([...s3.objects.keys()]).toEqual([]);
		},
	);

	it('are not begun when the spool is full, and again when there is room', async () => {
		const recordings = await open({ spoolBytes: 40_000 });
		s3.held = /PUT/;
		record(recordings, 'first');
		await eventually('the first is under way', () => s3.requests.length > 0);
		const second = new TestCall(8_000, 'second');
		recordings.begin(second, true);
		second.callerSays(numbered(8_000));
		second.end(1_000);
		await eventually(
			'the second finds no room',
			() => bench.counts.recordingFaults['spool-full'] === 1,
		);
		s3.release();
		await bench.delivered(recordings);
		record(recordings, 'third');
		await bench.delivered(recordings);
		const { recordings: found } = await recordings.shelf.list({ limit: 5 });
		expect(found.map(({ callId }) => callId)).toEqual(['third', 'first']);
	});

	it('that could not be delivered when the bridge stopped are delivered by the next', async () => {
		const first = await open();
		s3.faults.push(
			...Array.from({ length: 2 }, () => ({ when: /PUT .*wav/, fault: 500 as const })),
		);
		s3.held = /PUT/;
		record(first);
		await eventually('it is under way', () => s3.requests.length > 0);
		const closing = first.close(20_000);
		s3.release();
		await closing;
		expect(s3.objects.size).toBe(0);
		expect(await bench.files()).toHaveLength(2);
		await open();
		await eventually('it is kept', () => bench.counts.recordingsKept === 1);
		expect(s3.objects.size).toBe(2);
	});

	it('stop waiting for the store when the bridge has no more time', async () => {
		const recordings = await open();
		s3.held = /PUT/;
		record(recordings);
		await eventually('it is under way', () => s3.requests.length > 0);
		await recordings.close(1);
		expect(await bench.files()).toHaveLength(2);
		expect(bench.logLines.some((line) => line.includes('left for the next start'))).toBe(true);
	});

	it('need keys', async () => {
		const { recordingsFault, recordingsSchema } =
			await import('../../src/recording/recordingSettings');
		const faultOf = (input: object) => recordingsFault(recordingsSchema.parse(input));
		expect(faultOf({ place: 's3://calls/x' })).toBe(
			'BRIDGE_RECORDINGS on S3 needs BRIDGE_S3_ACCESS_KEY_ID and BRIDGE_S3_SECRET_ACCESS_KEY too.',
		);
		expect(
			faultOf({ place: 's3://calls/x', s3: { accessKeyId: 'a', secretAccessKey: 'b' } }),
		).toBeUndefined();
		expect(faultOf({ place: '/var/calls' })).toBeUndefined();
		expect(() => recordingsSchema.parse({ place: 'gs://calls' })).toThrow();
		expect(() => recordingsSchema.parse({ place: 's3://' })).toThrow();
	});
});

import files, { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskGate } from '../../src/recording/file/diskGate';
import type { RecordingFacts } from '../../src/recording/file/recordingFacts';
import { eventually } from '../eventually';
import { readOpus } from './support/readOgg';
import { readWav } from './support/readWav';
import { expectSame, silenceWith } from './support/recorderRun';
import { RecordingsBench } from './support/recordingsBench';
import { likeness, numbered, speech } from './support/sounds';
import { TestCall } from './support/testCall';

describe('recordings in a folder', () => {
	let bench: RecordingsBench;
	beforeEach(async () => (bench = await RecordingsBench.make()));
	afterEach(async () => await bench.close());

	it.each([8_000, 16_000])('are WAV files with what each side heard, at %i Hz', async (rate) => {
		const recordings = await bench.open();
		const call = new TestCall(rate);
		const recording = recordings.begin(call, false);
		const [caller, agent] = [numbered(rate * 6), numbered(rate * 4, 99)];
		call.callerSays(caller);
		call.agentSays(agent, 1_000);
		call.end(7_000);
		const summary = recording?.summary();
		expect(summary).toEqual({ id: expect.any(String), format: 'wav', durationMs: 7_000 });
		await bench.delivered(recordings);
		const [facts, sound] = await bench.files();
		const day = new Date().toISOString().slice(0, 10);
		expect(sound).toBe(join(day, `${summary?.id}.wav`));
		expect(facts).toBe(join(day, `${summary?.id}.json`));
		expect(summary?.id.endsWith(`-${call.callId}`)).toBe(true);
		const { sampleRate, left, right } = readWav(join(bench.folder, sound as string));
		expect(sampleRate).toBe(rate);
		expectSame(left, silenceWith(rate * 7, [0, caller]));
		expectSame(right, silenceWith(rate * 7, [rate, agent]));
		expect(bench.counts.recordingsKept).toBe(1);
	});

	it('are Ogg files with Opus when so set, as long as the call and aligned', async () => {
		const recordings = await bench.open({ format: 'opus' });
		const call = new TestCall(16_000);
		const recording = recordings.begin(call, false);
		const [caller, agent] = [speech(16_000, 5_000, 130), speech(16_000, 3_000, 310)];
		call.callerSays(caller);
		call.agentSays(agent, 1_500);
		call.end(6_117);
		expect(recording?.summary()).toMatchObject({ format: 'opus', durationMs: 6_117 });
		await bench.delivered(recordings);
		const sound = (await bench.files()).find((name) => name.endsWith('.opus')) as string;
		const { left, right } = readOpus(join(bench.folder, sound));
		expect(left.length).toBe(6.117 * 16_000);
		expect(likeness(left, silenceWith(left.length, [0, caller]))).toBeGreaterThan(0.9);
		expect(likeness(right, silenceWith(right.length, [24_000, agent]))).toBeGreaterThan(0.9);
	});

	it('have their facts beside them, without a phone number, for their owner and group only', async () => {
		const recordings = await bench.open();
		const call = new TestCall(16_000);
		recordings.begin(call, false);
		call.callerSays(numbered(16_000));
		call.end(1_000);
		await bench.delivered(recordings);
		const [facts = '', sound = ''] = await bench.files();
		const written = JSON.parse(await readFile(join(bench.folder, facts), 'utf8')) as RecordingFacts;
		expect(written).toEqual({
			id: expect.stringMatching(/^\d{8}T\d{9}-[\w-]+$/),
			callId: call.callId,
			callUuid: call.callUuid,
			startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			durationMs: 1_000,
			format: 'wav',
			channels: 2,
			sampleRate: 16_000,
			bytes: 44 + 64_000,
			complete: true,
		});
		for (const name of [facts, sound]) {
			expect((await stat(join(bench.folder, name))).mode & 0o007).toBe(0);
		}
	});

	it('are made of all calls, or only of those that n8n asks for', async () => {
		const asked = await bench.open({ which: 'asked' });
		const [one, other] = [new TestCall(8_000), new TestCall(8_000)];
		expect(asked.begin(one, false)).toBeUndefined();
		expect(one.tapped).toBe(false);
		expect(asked.begin(other, true)).toBeDefined();
		expect(other.tapped).toBe(true);
		other.end(0);
	});

	it('have names that are safe, whatever the id of the call is', async () => {
		const recordings = await bench.open();
		const call = new TestCall(8_000, '../../etc/passwd\0"?*\r\n ü'.repeat(20));
		recordings.begin(call, false);
		call.callerSays(numbered(8_000));
		call.end(1_000);
		await bench.delivered(recordings);
		const files = await bench.files();
		expect(files).toHaveLength(2);
		for (const name of files) expect(name).toMatch(/^\d{4}-\d\d-\d\d\/[\w-]{1,120}\.(wav|json)$/);
		const { recordings: found } = await recordings.shelf.list({ callId: call.callId, limit: 10 });
		expect(found.map(({ callId }) => callId)).toEqual([call.callId]);
	});

	it("of two calls with the same id do not get in each other's way", async () => {
		const recordings = await bench.open();
		for (const ms of [1_000, 2_000]) {
			const call = new TestCall(8_000, 'the-same');
			const recording = recordings.begin(call, false);
			call.callerSays(numbered(8 * ms));
			call.end(ms);
			await eventually('the next millisecond', () => {
				const id = recording?.summary()?.id ?? '';
				return new Date().toISOString().replace(/[-:.Z]/g, '') > id.slice(0, 18);
			});
		}
		await bench.delivered(recordings);
		const { recordings: found } = await recordings.shelf.list({ limit: 10 });
		expect(found.map(({ durationMs }) => durationMs)).toEqual([2_000, 1_000]);
	});

	it('do not begin while the disk hangs, which is told: what they would keep in memory grew with every call', async () => {
		const recordings = await bench.open();
		const hangs = jest.spyOn(DiskGate.prototype, 'hangs', 'get').mockReturnValue(true);
		const call = new TestCall(8_000);
		expect(recordings.begin(call, false)).toBeUndefined();
		expect(call.tapped).toBe(false);
		expect(bench.counts.recordingFaults['too-slow']).toBe(1);
		expect(recordings.stuck).toBe(true);
		hangs.mockRestore();
		expect(recordings.begin(call, false)).toBeDefined();
		expect(recordings.stuck).toBe(false);
		call.end(0);
	});

	it('of a call without any sound time are not kept', async () => {
		const recordings = await bench.open();
		const call = new TestCall(8_000);
		const recording = recordings.begin(call, false);
		call.end(0);
		expect(recording?.summary()).toBeNull();
		await bench.delivered(recordings);
		expect(await bench.files()).toEqual([]);
	});

	it('that are too long are cut off, and say so', async () => {
		const recordings = await bench.open({ longestMs: 2_000 });
		const call = new TestCall(8_000);
		const recording = recordings.begin(call, false);
		call.callerSays(numbered(8_000 * 5));
		call.end(5_000);
		expect(recording?.summary()?.durationMs).toBe(2_000);
		await bench.delivered(recordings);
		const { recordings: found } = await recordings.shelf.list({ limit: 10 });
		expect(found).toMatchObject([{ durationMs: 2_000, complete: false }]);
	});

	it('are finished when the bridge stops', async () => {
		const recordings = await bench.open({ format: 'opus' });
		const call = new TestCall(16_000);
		recordings.begin(call, false);
		call.callerSays(speech(16_000, 8_000, 200));
		call.end(8_000);
		await recordings.close(20_000);
		const files = await bench.files();
		expect(files.map((name) => name.split('.').at(-1))).toEqual(['json', 'opus']);
		expect(readOpus(join(bench.folder, files[1] as string)).left.length).toBe(128_000);
		expect(recordings.begin(new TestCall(8_000), true)).toBeUndefined();
	});

	it('go on when somebody clears the folder away', async () => {
		const recordings = await bench.open();
		await rm(bench.folder, { recursive: true });
		const call = new TestCall(8_000);
		recordings.begin(call, false);
		call.callerSays(numbered(8_000));
		call.end(1_000);
		await bench.delivered(recordings);
		expect(await bench.files()).toHaveLength(2);
	});

	it.each(['wav', 'json'])(
		'are still listed when the %s could not be deleted, and can be deleted again',
		async (end) => {
			const recordings = await bench.open();
			const call = new TestCall(8_000);
			const recording = recordings.begin(call, false);
			call.callerSays(numbered(8_000));
			call.end(1_000);
			const id = recording?.summary()?.id as string;
			await bench.delivered(recordings);
			const busy = Object.assign(new Error('busy'), { code: 'EBUSY' });
			const remove = files.rm.bind(files);
			const failing = jest.spyOn(files, 'rm').mockImplementation(async (path, options) => {
				if (String(path).endsWith(end)) throw busy;
				await remove(path, options);
			});
			await expect(recordings.shelf.remove(id)).rejects.toThrow();
			failing.mockRestore();
			expect(await recordings.shelf.find(id)).toMatchObject({ id });
			expect(await recordings.shelf.remove(id)).toBe(true);
			expect(await bench.files()).toEqual([]);
		},
	);

	it('cannot be kept where nothing can be written, and the bridge says so at its start', async () => {
		const place = join(bench.folder, 'file');
		await writeFile(place, '');
		await expect(bench.open({ place })).rejects.toThrow(
			/^BRIDGE_RECORDINGS must be a folder that this process can write to \(\w+\)\.$/,
		);
	});
});

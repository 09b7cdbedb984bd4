import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import type { StreamContentType } from '../../../nodes/shared/audioFormat';
import type { BridgeSettings } from '../../src/config/config';
import { decodeMulaw } from '../../src/plivo/mulaw';
import { distinctBytes, framesOf } from '../audioSamples';
import { eventually } from '../eventually';
import { SECRET, TestBench, type BenchCall } from '../testBench';
import type { RecordingFacts } from '../../src/recording/file/recordingFacts';
import { dayOf } from '../../src/recording/recordingId';
import { readWav } from './support/readWav';
import { expectSame } from './support/recorderRun';

/** Bytes of a second, of samples that are never 0. */
const SECOND: Record<string, Buffer> = {
	// Mu-law without its two zeros.
	'audio/x-mulaw;rate=8000': distinctBytes(8_000).map((byte) =>
		(byte & 0x7f) === 0x7f ? 1 : byte,
	) as Buffer,
	'audio/x-l16;rate=8000': distinctBytes(16_000).map((byte) => byte | 1) as Buffer,
	'audio/x-l16;rate=16000': distinctBytes(32_000).map((byte) => byte | 1) as Buffer,
};

describe('a call that is recorded', () => {
	let folder: string;
	let bench: TestBench;
	beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'recorded-'))));
	afterEach(async () => {
		await bench.close();
		await rm(folder, { recursive: true, force: true });
	});

	const start = async (recordings: BridgeSettings['recordings'] = {}) => {
		bench = await TestBench.start({ recordings: { place: folder, ...recordings } });
	};
	const list = async () => {
		const authorization = controlAuthorization(SECRET, {
			method: 'GET',
			target: '/control/recordings',
		});
		const headers = { authorization };
		const response = await fetch(`${bench.httpUrl}/control/recordings`, { headers });
		return ((await response.json()) as { recordings: RecordingFacts[] }).recordings;
	};
	/** The one recording there is, once it is there. */
	const kept = async () => {
		for (;;) {
			const [facts] = await list();
			if (facts) {
				const path = join(folder, dayOf(facts.id), `${facts.id}.wav`);
				return { facts, sound: readWav(path) };
			}
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	};
	/** Says a second as Plivo sends it, by the clock. */
	const talk = async ({ plivo }: BenchCall, audio: Buffer) => {
		const begun = performance.now();
		const frames = framesOf(audio, audio.length / 50);
		while (frames.length > 0) {
			while (performance.now() - begun >= 20 * (51 - frames.length) && frames.length > 0) {
				plivo.media(frames.shift() as Buffer);
			}
			await new Promise((resolve) => setTimeout(resolve, 4));
		}
	};
	const samplesOf = (pcm: Buffer) =>
		Int16Array.from({ length: pcm.length / 2 }, (_, index) => pcm.readInt16LE(2 * index));
	/**
	 * All that is not silence, and where it begins. A machine that is slow puts pauses into it, as a bad line does; how sound is placed
	 * is seen in alignment.test.ts.
	 */
	const soundIn = (channel: Int16Array) => ({
		from: channel.findIndex((sample) => sample !== 0),
		to: channel.findLastIndex((sample) => sample !== 0),
		sound: channel.filter((sample) => sample !== 0),
	});

	it.each(Object.keys(SECOND) as StreamContentType[])(
		'has both sides as they were heard: %s',
		async (contentType) => {
			await start();
			const audio = SECOND[contentType] as Buffer;
			const mulaw = contentType.includes('mulaw');
			const pcm = mulaw ? decodeMulaw(audio) : audio;
			const spoken = samplesOf(pcm);
			const call = await bench.call({ contentType, record: true });
			// The agent is ahead of time by seconds.
			const agentAudio = Buffer.concat(Array<Buffer>(6).fill(pcm));
			call.agent.speak(agentAudio);
			await call.plivo.hasEvent('playAudio');
			await talk(call, audio);
			call.agent.tell({ type: 'playback_clear_buffer' });
			await call.plivo.hasEvent('clearAudio');
			call.plivo.socket.close(1000);

			const report = await bench.sink.report();
			const { facts, sound } = await kept();
			expect(report.recording).toEqual({
				id: facts.id,
				format: 'wav',
				durationMs: facts.durationMs,
			});
			expect(facts).toMatchObject({
				callId: call.claims.callId,
				callUuid: call.claims.callUuid,
				complete: true,
			});
			const rate = Number(contentType.split('=')[1]);
			expect(sound.sampleRate).toBe(rate);
			expect(facts.durationMs).toBe(Math.round((1000 * sound.left.length) / rate));
			expect(Math.abs(facts.durationMs - report.durationMs)).toBeLessThan(50);

			const caller = soundIn(sound.left);
			expectSame(caller.sound, spoken);
			const agent = soundIn(sound.right);
			expectSame(agent.sound, samplesOf(agentAudio).subarray(0, agent.sound.length));
			// Of six seconds the caller heard what was not discarded.
			expect(
				Math.abs(6_000 - report.discardedMs - (1000 * agent.sound.length) / rate),
			).toBeLessThan(30);
			expect(agent.from).toBeLessThan(caller.to);
		},
	);

	it('only when n8n asks for it', async () => {
		await start();
		const call = await bench.call({ record: false });
		await talk(call, SECOND['audio/x-l16;rate=16000'] as Buffer);
		call.plivo.socket.close(1000);
		expect((await bench.sink.report()).recording).toBeNull();
		expect(await list()).toEqual([]);
	});

	it('always, when the bridge is set so', async () => {
		await start({ which: 'all' });
		const call = await bench.call();
		call.plivo.media(Buffer.alloc(640, 1));
		call.plivo.socket.close(1000);
		expect((await bench.sink.report()).recording).toMatchObject({ format: 'wav' });
		expect((await kept()).facts.callId).toBe(call.claims.callId);
	});

	it('also in what the caller says after the agent has said goodbye', async () => {
		await start();
		const call = await bench.call({ record: true });
		call.agent.speak(SECOND['audio/x-l16;rate=16000'] as Buffer);
		call.agent.socket.close(1000);
		await call.plivo.hasEvent('checkpoint');
		await talk(call, SECOND['audio/x-l16;rate=16000'] as Buffer);
		call.plivo.send({ event: 'playedStream', streamId: 'stream-1', name: 'farewell.0' });
		call.plivo.socket.close(1000);
		const { sound } = await kept();
		expect(soundIn(sound.left).sound.length).toBe(16_000);
		expect(soundIn(sound.right).sound.length).toBe(16_000);
	});

	it('is kept when the bridge stops in the middle of it', async () => {
		await start();
		const call = await bench.call({ record: true });
		await talk(call, SECOND['audio/x-l16;rate=16000'] as Buffer);
		await bench.bridge.close();
		const { recording } = await bench.sink.report();
		const { left } = readWav(join(folder, dayOf(recording?.id ?? ''), `${recording?.id}.wav`));
		expect(soundIn(left).sound.length).toBe(16_000);
	});

	it('counts for the metrics', async () => {
		await start();
		const call = await bench.call({ record: true });
		await talk(call, SECOND['audio/x-l16;rate=16000'] as Buffer);
		call.plivo.socket.close(1000);
		await bench.sink.report();
		await kept();
		const authorization = controlAuthorization(SECRET, { method: 'GET', target: '/metrics' });
		const headers = { authorization };
		const metrics = await (await fetch(`${bench.httpUrl}/metrics`, { headers })).text();
		expect(metrics).toContain('bridge_recordings_kept_total 1\n');
		expect(metrics).toContain('bridge_recordings_waiting 0\n');
	});

	it('does not have its own sounds or numbers in the log', async () => {
		await start();
		const call = await bench.call({ record: true });
		call.plivo.media(Buffer.alloc(640, 1));
		call.plivo.socket.close(1000);
		await kept();
		await eventually('it is logged', () =>
			bench.logLines.some((line) => line.includes('call recorded')),
		);
		const line = bench.logLines.find((one) => one.includes('call recorded')) ?? '{}';
		expect(JSON.parse(line)).toMatchObject({ callId: call.claims.callId, complete: true });
		expect(line).not.toContain(folder);
	});
});

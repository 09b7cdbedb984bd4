import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import { streamUrl } from '../../../nodes/shared/streamToken';
import { readFacts } from '../../src/recording/file/recordingFacts';
import { framesOf } from '../audioSamples';
import { BundledBridge, type BridgeProcess } from '../bridgeProcess';
import { EventSink } from '../fakes/eventSink';
import { FakeAgent } from '../fakes/fakeAgent';
import { FakePlivo } from '../fakes/fakePlivo';
import { FakeS3 } from '../fakes/fakeS3';
import { OPUS_DEFINITION } from './support/bundledScript';
import { readOpus } from './support/readOgg';
import { likeness, loudness, pcmOf, speech } from './support/sounds';

const SECRET = 'a shared secret of the bundle';
const SAID = speech(16_000, 2_000, 150);
const ANSWER = speech(16_000, 2_000, 290);

describe('the bridge as one file, recording in Opus', () => {
	let bundle: BundledBridge;
	let folder: string;
	let bridge: BridgeProcess;
	let agent: FakeAgent;
	let sink: EventSink;
	let plivo: FakePlivo;
	beforeAll(() => (bundle = BundledBridge.build(OPUS_DEFINITION)));
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		folder = bundle.newFolder();
		agent = await FakeAgent.start();
		sink = await EventSink.start();
	});
	afterEach(async () => {
		plivo.socket.terminate();
		await bridge.kill();
		await agent.close();
		await sink.close();
	});

	const start = async (
		environment: Record<string, string>,
		processes: 'one' | 'several' = 'one',
	) => {
		bridge = bundle.run({
			BRIDGE_SHARED_SECRET: SECRET,
			BRIDGE_PORT: '0',
			BRIDGE_RECORDING_FORMAT: 'opus',
			BRIDGE_MEDIA_GAP_MS: '600000',
			BRIDGE_GRACE_PERIOD_MS: '1',
			...environment,
		});
		return await bridge.port(processes);
	};
	/** A call in which the caller says something, as fast as it would be said. */
	const call = async (port: number) => {
		const claims = {
			callUuid: 'the-uuid',
			callId: 'the-call',
			joinUrl: agent.joinUrl,
			contentType: 'audio/x-l16;rate=16000' as const,
			eventsUrl: sink.url,
			record: true,
		};
		const expiresAt = new Date(Date.now() + 60_000);
		plivo = await FakePlivo.connect(
			streamUrl(`ws://127.0.0.1:${port}`, claims, { secret: SECRET, expiresAt }),
		);
		plivo.start({ callId: claims.callUuid });
		(await agent.connected()).speak(pcmOf(ANSWER));
		await plivo.hasEvent('playAudio');
		const begun = performance.now();
		const frames = framesOf(pcmOf(SAID), 640);
		for (let sent = 0; sent < frames.length;) {
			while (sent < frames.length && performance.now() - begun >= 20 * (sent + 1)) {
				plivo.media(frames[sent++] as Buffer);
			}
			await new Promise((resolve) => setTimeout(resolve, 4));
		}
	};
	/** The agent as it was sent at once, the caller as unevenly as this machine lets it speak. */
	const expectBothSides = (path: string) => {
		const { left, right } = readOpus(path);
		const from = right.findIndex((sample) => Math.abs(sample) > 500) - 400;
		let best = 0;
		for (let at = Math.max(0, from); at < from + 800; at += 4) {
			best = Math.max(best, likeness(right.subarray(at), ANSWER));
		}
		expect(best).toBeGreaterThan(0.9);
		const heard = loudness(left) * Math.sqrt(left.length / SAID.length);
		expect(heard / loudness(SAID)).toBeGreaterThan(0.8);
		expect(heard / loudness(SAID)).toBeLessThan(1.2);
	};

	it('encodes in a thread of its own, from nothing but its file', async () => {
		const port = await start({ BRIDGE_RECORDINGS: folder });
		await call(port);
		plivo.socket.close(1000);
		const { recording } = await sink.report();
		expect(recording).toMatchObject({ format: 'opus' });
		await bridge.line('call recorded');
		const target = `/control/recordings/${recording?.id}`;
		const authorization = controlAuthorization(SECRET, { method: 'GET', target });
		const response = await fetch(`http://127.0.0.1:${port}${target}`, {
			headers: { authorization },
		});
		expect(response.headers.get('content-type')).toBe('audio/ogg');
		const path = join(folder, 'fetched.opus');
		writeFileSync(path, Buffer.from(await response.arrayBuffer()));
		expectBothSides(path);
		expect(bridge.errors).toBe('');
	}, 60_000);

	it('uploads to S3 from another thread, also while it stops', async () => {
		const s3 = await FakeS3.start();
		try {
			const port = await start({
				BRIDGE_RECORDINGS: 's3://calls/kept',
				BRIDGE_DATA_FOLDER: folder,
				BRIDGE_S3_ENDPOINT: s3.endpoint,
				BRIDGE_S3_REGION: s3.keys.region,
				BRIDGE_S3_ACCESS_KEY_ID: s3.keys.accessKeyId,
				BRIDGE_S3_SECRET_ACCESS_KEY: s3.keys.secretAccessKey,
			});
			await call(port);
			bridge.child.kill('SIGTERM');
			expect(await bridge.exited()).toBe(0);
			expect(s3.signatureFaults).toEqual([]);
			const [sound, facts] = [...s3.objects.keys()];
			expect(sound).toMatch(/^kept\/[\d-]{10}\/\w+-the-call\.opus$/);
			expect(facts).toMatch(/\.json$/);
			const path = join(folder, 'fetched.opus');
			writeFileSync(path, s3.objects.get(sound as string)?.body as Buffer);
			expectBothSides(path);
			expect(readdirSync(join(folder, 'recordings'))).toEqual([]);
			expect(bridge.output).not.toContain(s3.keys.secretAccessKey);
		} finally {
			await s3.close();
		}
	}, 60_000);

	it('keeps the recordings of several processes in one place', async () => {
		const port = await start({ BRIDGE_RECORDINGS: folder, BRIDGE_PROCESSES: '2' }, 'several');
		await call(port);
		plivo.socket.close(1000);
		const { recording } = await sink.report();
		await bridge.line('call recorded');
		const target = `/control/recordings/${recording?.id}`;
		const authorization = controlAuthorization(SECRET, { method: 'GET', target });
		const headers = { authorization, connection: 'close' };
		// Whichever process answers.
		for (let count = 0; count < 6; count++) {
			expect((await fetch(`http://127.0.0.1:${port}${target}`, { headers })).status).toBe(200);
		}
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		const facts = files.find((name) => name.endsWith(`${recording?.id}.json`)) as string;
		expect(await readFacts(join(folder, facts), recording?.id ?? '')).toMatchObject({
			complete: true,
		});
	}, 60_000);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'node:https';
import { WebSocket } from 'ws';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { CERTIFICATE, PRIVATE_KEY } from '../frames/support/certificate';
import { TestBench } from '../testBench';

describe('a call over TLS without a proxy', () => {
	let folder: string;
	let bench: TestBench;
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'bridge-tls-'));
		const tlsCertificateFile = join(folder, 'certificate.pem');
		const tlsKeyFile = join(folder, 'key.pem');
		writeFileSync(tlsCertificateFile, CERTIFICATE);
		writeFileSync(tlsKeyFile, PRIVATE_KEY);
		bench = await TestBench.start({ doors: { tlsCertificateFile, tlsKeyFile } });
	});
	afterEach(async () => {
		await bench.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it('carries every byte both ways', async () => {
		const claims = bench.claims();
		const address = bench.streamUrl(claims, `wss://127.0.0.1:${bench.bridge.port}`);
		const plivo = new WebSocket(address, { ca: CERTIFICATE });
		const heard: Buffer[] = [];
		plivo.on('message', (data: Buffer) => {
			const { media } = JSON.parse(data.toString()) as { media?: { payload: string } };
			if (media) heard.push(Buffer.from(media.payload, 'base64'));
		});
		await eventually('the stream is open', () => plivo.readyState === WebSocket.OPEN);
		plivo.send(
			JSON.stringify({ event: 'start', start: { callId: claims.callUuid, streamId: 's' } }),
		);
		const agent = await bench.agent.connected();
		await agent.isOpen();
		const speech = distinctBytes(640 * 50);
		for (let at = 0; at < speech.length; at += 640) {
			const payload = speech.subarray(at, at + 640).toString('base64');
			plivo.send(JSON.stringify({ event: 'media', streamId: 's', media: { payload } }));
		}
		agent.speak(speech);
		await eventually('the agent hears all', () => agent.heard.equals(speech));
		await eventually('the caller hears all', () => Buffer.concat(heard).equals(speech));
		plivo.close(1000);
		expect((await bench.sink.report()).reason).toBe('caller-hangup');
	});

	it('has the HTTP addresses behind TLS too', async () => {
		const status = await new Promise((resolve, reject) => {
			request(`https://127.0.0.1:${bench.bridge.port}/healthz`, { ca: CERTIFICATE }, (response) => {
				response.resume();
				resolve(response.statusCode);
			})
				.on('error', reject)
				.end();
		});
		expect(status).toBe(200);
	});
});

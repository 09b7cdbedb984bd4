import { request } from 'node:https';
import { WebSocket } from 'ws';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { CERTIFICATE } from '../frames/support/certificate';
import { certificateFiles } from '../frames/support/certificateFiles';
import { TestBench } from '../testBench';

describe('a call over TLS without a proxy', () => {
	const { files, remove } = certificateFiles();
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ doors: files });
	});
	afterEach(async () => await bench.close());
	afterAll(remove);

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

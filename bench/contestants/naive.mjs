/**
 * The way of every vendor example: `ws` on both sides, JSON.parse and a Buffer for what comes from Plivo, a base64 string and
 * JSON.stringify for what goes there.
 * Usage: naive.mjs <agent url> <l16 | mulaw>
 */
import { createServer } from 'node:http';
import WebSocket, { WebSocketServer } from 'ws';
import { listenAndTell } from './listen.mjs';
import { decodeMulaw, encodeMulaw } from './naiveMulaw.mjs';

const [agentUrl, encoding] = process.argv.slice(2);
const isMulaw = encoding === 'mulaw';

const server = createServer();
const streams = new WebSocketServer({ server });

streams.on('connection', (plivo, request) => {
	const call = request.url.split('/').pop();
	const agent = new WebSocket(`${agentUrl}/${call}`);
	let streamId;

	agent.on('message', (data, isBinary) => {
		if (isBinary) {
			const audio = isMulaw ? encodeMulaw(data) : data;
			plivo.send(
				JSON.stringify({
					event: 'playAudio',
					media: {
						contentType: isMulaw ? 'audio/x-mulaw' : 'audio/x-l16',
						sampleRate: isMulaw ? 8000 : 16000,
						payload: audio.toString('base64'),
					},
				}),
			);
			return;
		}
		const message = JSON.parse(data);
		if (message.type === 'playback_clear_buffer') {
			plivo.send(JSON.stringify({ event: 'clearAudio', streamId }));
		}
	});

	plivo.on('message', (data) => {
		const message = JSON.parse(data);
		switch (message.event) {
			case 'start':
				streamId = message.start.streamId;
				break;
			case 'media': {
				const audio = Buffer.from(message.media.payload, 'base64');
				if (agent.readyState === WebSocket.OPEN) agent.send(isMulaw ? decodeMulaw(audio) : audio);
				break;
			}
			default:
		}
	});

	for (const socket of [plivo, agent]) socket.on('error', (error) => console.error(error.message));
	plivo.on('close', () => agent.close());
	agent.on('close', () => plivo.close());
});

listenAndTell(server);

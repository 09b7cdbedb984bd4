/**
 * Passes every message on as it is, from `ws` to `ws`, and parses nothing: what `ws` itself costs.
 * Usage: frameRelay.mjs <agent url>
 */
import { createServer } from 'node:http';
import WebSocket, { WebSocketServer } from 'ws';
import { listenAndTell } from './listen.mjs';

const [agentUrl] = process.argv.slice(2);
const server = createServer();
const streams = new WebSocketServer({ server, perMessageDeflate: false });

streams.on('connection', (plivo, request) => {
	const call = request.url.split('/').pop();
	const agent = new WebSocket(`${agentUrl}/${call}`, { perMessageDeflate: false });
	const early = [];
	agent.on('open', () => {
		for (const data of early) agent.send(data, { binary: false });
	});
	plivo.on('message', (data, binary) => {
		if (agent.readyState === WebSocket.OPEN) agent.send(data, { binary });
		else early.push(data);
	});
	agent.on('message', (data, binary) => plivo.send(data, { binary }));
	for (const socket of [plivo, agent]) socket.on('error', (error) => console.error(error.message));
	plivo.on('close', () => agent.terminate());
	agent.on('close', () => plivo.terminate());
});

listenAndTell(server);

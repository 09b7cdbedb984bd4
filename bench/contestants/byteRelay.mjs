/**
 * Passes bytes on from one TCP socket to another and knows nothing of WebSockets: what Node.js and the kernel cost.
 * With an agent at `wss:` also what TLS costs.
 * Usage: byteRelay.mjs <agent url>
 */
import { connect, createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { listenAndTell } from './listen.mjs';

const agent = new URL(process.argv[2]);
const reach = agent.protocol === 'wss:' ? connectTls : connect;

listenAndTell(
	createServer({ noDelay: true }, (near) => {
		const far = reach({ port: Number(agent.port), host: agent.hostname, noDelay: true });
		near.on('data', (bytes) => far.write(bytes));
		far.on('data', (bytes) => near.write(bytes));
		for (const socket of [near, far]) socket.on('error', (error) => console.error(error.message));
		near.on('close', () => far.destroy());
		far.on('close', () => near.destroy());
	}),
);

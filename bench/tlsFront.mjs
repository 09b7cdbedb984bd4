/**
 * Ends TLS before the generator's agents, where the generator cannot do it itself (no OpenSSL headers to compile with).
 * Usage: tlsFront.mjs <certificate> <key> <port of the agents>
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:tls';
import { listenAndTell } from './contestants/listen.mjs';

const [certificate, key, port] = process.argv.slice(2);

listenAndTell(
	createServer(
		{ cert: readFileSync(certificate), key: readFileSync(key), noDelay: true },
		(near) => {
			const far = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
			near.pipe(far);
			far.pipe(near);
			for (const socket of [near, far]) {
				socket.on('error', () => undefined);
				socket.on('close', () => [near, far].forEach((one) => one.destroy()));
			}
		},
	),
);

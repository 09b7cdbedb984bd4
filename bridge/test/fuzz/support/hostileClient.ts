import { connect, type Socket } from 'node:net';
import { wire } from '../../frames/support/wire';
import { frameAttack } from './frameAttack';
import { plivoMessage } from './messages';
import { pause } from './pause';
import type { Random } from './random';

/** A client is not kept longer than this, whatever it waits for. */
const PATIENCE_MS = 60;

async function connected(port: number): Promise<{ socket: Socket; answer: () => string }> {
	const socket = connect(port, '127.0.0.1');
	let answer = '';
	socket.on('error', () => undefined);
	socket.on('data', (bytes: Buffer) => {
		if (answer.length < 1_000_000) answer += bytes.toString('latin1');
	});
	await new Promise((resolve) => {
		socket.once('connect', resolve);
		socket.once('close', resolve);
	});
	return { socket, answer: () => answer };
}

function leave(socket: Socket, random: Random): void {
	random.pick([() => socket.end(), () => socket.destroy(), () => socket.resetAndDestroy()])();
}

/** Sends bytes, in one piece or in several, and goes. @returns what came back */
export async function sendBytes(port: number, bytes: Buffer, random: Random): Promise<string> {
	const { socket, answer } = await connected(port);
	let from = 0;
	while (from < bytes.length && socket.writable) {
		const to = random.chance(0.7) ? bytes.length : from + random.whole(1, bytes.length);
		socket.write(bytes.subarray(from, to));
		from = to;
		if (from < bytes.length) await pause(random.whole(0, 3));
	}
	if (random.chance(0.3)) socket.end();
	const closed = new Promise((resolve) => socket.once('close', resolve));
	if (!socket.closed) await Promise.race([closed, pause(random.whole(5, PATIENCE_MS))]);
	leave(socket, random);
	socket.destroySoon();
	return answer();
}

/** A Plivo with a genuine token that keeps to nothing after its upgrade. @returns the answer to the upgrade */
export async function hostileStream(
	port: number,
	stream: { path: string; callUuid: string },
	random: Random,
): Promise<string> {
	const { socket, answer } = await connected(port);
	socket.write(
		`GET ${stream.path} HTTP/1.1\r\nHost: b\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
			'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
	);
	for (let waits = 0; waits < 200 && !answer().includes('\r\n\r\n'); waits++) await pause(2);
	const upgrade = answer().slice(0, 2_000);
	if (random.chance(0.1)) socket.pause();
	if (random.chance(0.85)) socket.write(start(stream.callUuid));
	for (let attacks = random.whole(0, 40); attacks > 0 && socket.writable; attacks--) {
		socket.write(frameAttack(random, true, () => plivoMessage(random)));
		if (random.chance(0.5)) await pause(random.whole(0, 5));
	}
	leave(socket, random);
	// Half closed it may stay for a while; then it is gone in any case.
	setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
	return upgrade;
}

function start(callId: string): Buffer {
	const payload = JSON.stringify({
		event: 'start',
		start: {
			callId,
			streamId: 's',
			mediaFormat: { encoding: 'audio/x-l16', sampleRate: 16000 },
		},
	});
	return wire({ opcode: 1, payload, masked: true });
}

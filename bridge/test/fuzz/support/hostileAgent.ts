import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { frameAttack } from './frameAttack';
import { agentMessage } from './messages';
import { pause } from './pause';
import { Random } from './random';

const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** In the path of the join URL: whoever knows it can join the call. */
export const HOSTILE_JOIN_SECRET = 'hostile-join-secret';

/** An Ultravox that keeps to nothing. */
export class HostileAgent {
	/** What every connection's behaviour is drawn from, in turn. */
	seeds: number[] = [];
	private readonly sockets = new Set<Socket>();

	private constructor(private readonly server: Server) {}

	static async start(): Promise<HostileAgent> {
		const server = createServer();
		const agent = new HostileAgent(server);
		server.on('connection', (socket) => agent.connected(socket));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return agent;
	}

	get joinUrl(): string {
		const { port } = this.server.address() as AddressInfo;
		return `ws://127.0.0.1:${port}/calls/${HOSTILE_JOIN_SECRET}/server_web_socket`;
	}

	async close(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private connected(socket: Socket): void {
		this.sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => this.sockets.delete(socket));
		const random = new Random(this.seeds.shift() ?? 0);
		let request = '';
		socket.on('data', (bytes: Buffer) => {
			if (request.includes('\r\n\r\n')) return;
			request += bytes.toString('latin1');
			if (request.includes('\r\n\r\n')) void behave(socket, request, random);
		});
	}
}

async function behave(socket: Socket, request: string, random: Random): Promise<void> {
	if (random.chance(0.25)) {
		refuse(socket, request, random);
		return;
	}
	socket.write(switching(request));
	if (random.chance(0.1)) socket.pause();
	for (let attacks = random.whole(0, 30); attacks > 0 && socket.writable; attacks--) {
		socket.write(frameAttack(random, false, () => agentMessage(random)));
		if (random.chance(0.5)) await pause(random.whole(0, 5));
	}
	random.pick([
		() => socket.end(),
		() => socket.destroy(),
		() => socket.resetAndDestroy(),
		// Says nothing more and does not go.
		() => undefined,
	])();
}

/** Anything but the handshake of RFC 6455 §4.2.2. */
function refuse(socket: Socket, request: string, random: Random): void {
	const good = switching(request);
	random.pick([
		() => socket.end(random.bytes(random.whole(0, 500))),
		() => socket.end(random.mutated(good)),
		() => socket.end(good.replace(/Accept: .*/, 'Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=')),
		() =>
			socket.end(
				good.replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n'),
			),
		() => socket.end(good.replace('\r\n\r\n', '\r\nSec-WebSocket-Protocol: other\r\n\r\n')),
		() =>
			socket.end(
				`HTTP/1.1 ${random.pick([200, 301, 401, 404, 500, 999])} X\r\nLocation: ws://127.0.0.1:1/\r\n\r\n`,
			),
		() => socket.write(`HTTP/1.1 101 X\r\nX: ${'y'.repeat(100_000)}`),
		() => socket.destroy(),
		() => socket.resetAndDestroy(),
		() => undefined,
	])();
}

function switching(request: string): string {
	const key = /sec-websocket-key: *(\S+)/i.exec(request)?.[1] ?? '';
	const accept = createHash('sha1')
		.update(key + HANDSHAKE_GUID)
		.digest('base64');
	return (
		'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
		`Sec-WebSocket-Accept: ${accept}\r\n\r\n`
	);
}

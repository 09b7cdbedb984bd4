import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Bytes that wait in one direction of one connection; beyond that the sender is not read. */
const MOST_WAITING_BYTES = 65_536;

/** What is done to the bytes of one direction; may change at any time, also while they flow. */
export interface Faults {
	/** Every byte comes this much later, in milliseconds. */
	delayMs: number;
	/** Nothing goes on, and soon nothing is read either: a network that has swallowed the other side. */
	stalled: boolean;
	/** Bytes go on one by one or so, each in a packet of its own. */
	pieceBytes: number;
	bytesPerSecond: number;
}

const noFaults = (): Faults => ({
	delayMs: 0,
	stalled: false,
	pieceBytes: Number.POSITIVE_INFINITY,
	bytesPerSecond: Number.POSITIVE_INFINITY,
});

/** A TCP relay that does to connections what networks do. Where new ones lead to can be changed. */
export class FaultProxy {
	/** From whoever connected to the target. */
	readonly forth = noFaults();
	/** From the target. */
	readonly back = noFaults();
	private readonly sockets = new Set<Socket>();

	private constructor(
		private readonly server: Server,
		public target: number,
	) {}

	/** @param target a port on 127.0.0.1 */
	static async start(target: number): Promise<FaultProxy> {
		const server = createServer({ noDelay: true, allowHalfOpen: true });
		const proxy = new FaultProxy(server, target);
		server.on('connection', (client) => proxy.relay(client));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return proxy;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** The same address by way of this proxy. */
	through(address: string): string {
		const url = new URL(address);
		url.port = String(this.port);
		return url.href;
	}

	/** Both sides of all connections get a reset. */
	cut(): void {
		for (const socket of this.sockets) socket.resetAndDestroy();
	}

	async close(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		this.server.close();
		await once(this.server, 'close');
	}

	private relay(client: Socket): void {
		const to = { port: this.target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true };
		const target = connect(to);
		for (const socket of [client, target]) {
			this.sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => this.sockets.delete(socket));
		}
		void new Way(client, target, this.forth).run();
		void new Way(target, client, this.back).run();
	}
}

/** One direction of one connection. */
class Way {
	private readonly waiting: Array<{ bytes: Buffer; cameAt: number }> = [];
	private waitingBytes = 0;

	constructor(
		private readonly from: Socket,
		private readonly to: Socket,
		private readonly faults: Faults,
	) {
		from.on('data', (bytes: Buffer) => {
			this.waiting.push({ bytes, cameAt: performance.now() });
			this.waitingBytes += bytes.length;
			if (this.waitingBytes > MOST_WAITING_BYTES) from.pause();
		});
	}

	async run(): Promise<void> {
		while (!this.to.destroyed) {
			const next = this.faults.stalled ? undefined : this.waiting.shift();
			if (next === undefined) {
				const over = this.from.readableEnded || this.from.destroyed;
				if (over && !this.faults.stalled) return void this.to.end();
				await pause(1);
				continue;
			}
			await pause(Math.max(0, next.cameAt + this.faults.delayMs - performance.now()));
			await this.pass(next.bytes);
			this.waitingBytes -= next.bytes.length;
			if (this.waitingBytes <= MOST_WAITING_BYTES) this.from.resume();
		}
	}

	private async pass(bytes: Buffer): Promise<void> {
		const { pieceBytes, bytesPerSecond } = this.faults;
		const step = Math.min(pieceBytes, Math.max(1, bytesPerSecond / 50), bytes.length);
		for (let start = 0; start < bytes.length && !this.to.destroyed; start += step) {
			const piece = bytes.subarray(start, start + step);
			const free = this.to.write(piece);
			if (!free) await Promise.race([once(this.to, 'drain'), once(this.to, 'close')]);
			if (pieceBytes < bytes.length) await new Promise((resolve) => setImmediate(resolve));
			if (Number.isFinite(bytesPerSecond)) await pause((piece.length / bytesPerSecond) * 1_000);
		}
	}
}

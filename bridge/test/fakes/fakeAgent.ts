import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { eventually } from '../eventually';
import { CERTIFICATE, PRIVATE_KEY } from '../frames/support/certificate';
import { together } from './together';

/** One connection of the bridge to the agent, with everything that came over it. */
export class AgentConnection {
	readonly audio: Buffer[] = [];
	readonly messages: Array<Record<string, unknown>> = [];
	readonly headers: IncomingMessage['headers'];
	closeCode: number | undefined;

	constructor(
		readonly socket: WebSocket,
		request: IncomingMessage,
	) {
		this.headers = request.headers;
		socket.on('message', (data: Buffer, isBinary) => {
			if (isBinary) this.audio.push(data);
			else this.messages.push(JSON.parse(data.toString()) as Record<string, unknown>);
		});
		socket.on('error', () => undefined);
		socket.on('close', (code) => {
			this.closeCode = code;
		});
	}

	/** Waits until the bridge has the connection open too: only then does it answer a ping. */
	async isOpen(): Promise<void> {
		let isAnswered = false;
		this.socket.once('pong', () => (isAnswered = true));
		this.socket.ping();
		await eventually('the bridge answers a ping', () => isAnswered);
	}

	/** All audio received so far, joined. */
	get heard(): Buffer {
		return Buffer.concat(this.audio);
	}

	speak(pcm: Buffer): void {
		this.socket.send(pcm);
	}

	/** All that is sent within leaves in one write. */
	together(send: () => void): void {
		together(this.socket, send);
	}

	tell(message: Record<string, unknown>): void {
		this.socket.send(JSON.stringify(message));
	}
}

/** A scripted Ultravox serverWebSocket. */
export class FakeAgent {
	readonly connections: AgentConnection[] = [];
	/** HTTP status to refuse connections with, instead of the 101. */
	refuseWith: number | undefined;
	/** Connections whose handshake is never answered. */
	hang = false;
	/** Called on each connection before anything else. */
	onConnection: (connection: AgentConnection) => void = () => undefined;

	private readonly hanging: IncomingMessage[] = [];

	private constructor(
		private readonly server: WebSocketServer,
		private readonly door: ReturnType<typeof createServer>,
		private readonly scheme: 'ws' | 'wss',
	) {}

	/** @param scheme `wss`: with the certificate of the tests */
	static async start(scheme: 'ws' | 'wss' = 'ws'): Promise<FakeAgent> {
		const agents: FakeAgent[] = [];
		const door =
			scheme === 'ws'
				? createServer()
				: createSecureServer({ cert: CERTIFICATE, key: PRIVATE_KEY });
		const server = new WebSocketServer({
			server: door,
			perMessageDeflate: true,
			verifyClient: ({ req }, answer) => {
				const agent = agents[0];
				if (agent?.hang) {
					agent.hanging.push(req);
					return;
				}
				answer(agent?.refuseWith === undefined, agent?.refuseWith);
			},
		});
		const agent = new FakeAgent(server, door, scheme);
		agents.push(agent);
		server.on('connection', (socket, request) => {
			const connection = new AgentConnection(socket, request);
			agent.connections.push(connection);
			agent.onConnection(connection);
		});
		await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
		return agent;
	}

	get joinUrl(): string {
		const { port } = this.door.address() as AddressInfo;
		return `${this.scheme}://127.0.0.1:${port}/calls/secret-join/server_web_socket`;
	}

	/** The connection with this index, once it is there. */
	async connected(index = 0): Promise<AgentConnection> {
		return await eventually('the bridge dials the agent', () => this.connections[index]);
	}

	async close(): Promise<void> {
		for (const { socket } of this.hanging) socket.destroy();
		for (const { socket } of this.connections) socket.terminate();
		this.server.close();
		await new Promise((resolve) => this.door.close(resolve));
	}
}

import { connect, type Socket } from 'node:net';
import { eventually } from '../../eventually';

/** A client that sends what it likes. */
export class RawClient {
	answer = '';
	closed = false;

	private constructor(readonly socket: Socket) {
		socket.on('data', (bytes: Buffer) => (this.answer += bytes.toString('latin1')));
		socket.on('error', () => undefined);
		socket.on('close', () => (this.closed = true));
	}

	static async connect(port: number): Promise<RawClient> {
		const client = new RawClient(connect(port, '127.0.0.1'));
		await eventually('the client is connected', () => !client.socket.connecting);
		return client;
	}

	send(...lines: string[]): void {
		this.socket.write(lines.join('\r\n'));
	}

	/** Everything that came, once the other side has closed. */
	async end(): Promise<string> {
		await eventually('the connection is closed', () => this.closed);
		return this.answer;
	}

	/** Waits for text in the answer. */
	async receives(text: string): Promise<void> {
		await eventually(`the client receives ${text}`, () => this.answer.includes(text));
	}

	/** Status of each answer so far. */
	get statuses(): number[] {
		return [...this.answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
	}
}

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Connections kept open to one host while nothing is to be said, and for how long (ms). */
const IDLE_CONNECTIONS = 16;
const IDLE_MS = 30_000;

/** Connections to n8n that are used again: who asks over one is spared the handshakes. */
export class KeptConnections {
	private readonly plain: HttpAgent;
	private readonly secure: HttpsAgent;

	constructor() {
		const options = { keepAlive: true, maxFreeSockets: IDLE_CONNECTIONS, timeout: IDLE_MS };
		this.plain = new HttpAgent(options);
		this.secure = new HttpsAgent(options);
	}

	/** For requests to a host of this protocol. */
	agentFor({ protocol }: URL): HttpAgent {
		return protocol === 'https:' ? this.secure : this.plain;
	}

	/** Closes all of them. */
	close(): void {
		this.plain.destroy();
		this.secure.destroy();
	}
}

/** What a request meets on a connection that the server was just closing because it was idle. */
const CLOSED_MEANWHILE = new Set(['ECONNRESET', 'EPIPE']);

/** Whether a request failed only because the kept connection it went over was being closed: it may be made once more. */
export function closedMeanwhile(reusedSocket: boolean, code: string): boolean {
	return reusedSocket && CLOSED_MEANWHILE.has(code);
}

import { WebSocket } from 'ws';
import { Liveness } from '../call/liveness';
import { errorCode } from '../logger';
import { parseAgentMessage, type AgentMessage } from './agentMessage';

/** Audio arrives in chunks of any size; this is over a minute of it in one. */
const MAXIMUM_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Messages kept for an agent that is not connected yet. */
const MAXIMUM_WAITING_TEXTS = 32;
/** Closes that mean "the call is over", as against a broken connection (none are documented, §8.6). */
const NORMAL_CLOSE_CODES = new Set([1000, 1001, 1005]);

export interface AgentLegListener {
	onAgentOpen(): void;
	/** S16le at the rate the call was created with, any number of bytes. */
	onAgentAudio(pcm: Buffer): void;
	onAgentMessage(message: AgentMessage): void;
	/** The socket is gone, or never came up; comes exactly once and last. */
	onAgentClosed(end: AgentLegEnd): void;
}

export interface AgentLegEnd {
	/** `refused`: never connected. `ended`: closed normally. `lost`: broke. */
	how: 'refused' | 'ended' | 'lost';
	/** For the log: close code, HTTP status or error code. */
	detail: string | number;
}

export interface AgentLegOptions {
	connectTimeoutMs: number;
	closeTimeoutMs: number;
}

/** The agent's side of a call: an Ultravox serverWebSocket (ultravox.md §8). A join URL works once: no reconnect. */
export class AgentLeg {
	private socket: WebSocket | undefined;
	private opened = false;
	private ended = false;
	private failure: string | undefined;
	private connectTimer: NodeJS.Timeout | undefined;
	private waitingTexts: string[] = [];
	private readonly liveness = new Liveness();

	constructor(
		private readonly listener: AgentLegListener,
		private readonly options: AgentLegOptions,
	) {}

	/** True while audio can be sent. */
	get ready(): boolean {
		return this.socket?.readyState === WebSocket.OPEN;
	}

	/** True when the socket is gone for good or never was. */
	get closed(): boolean {
		return this.ended || this.socket === undefined;
	}

	/** Bytes handed over that the kernel has not taken yet. */
	get bufferedBytes(): number {
		return this.socket?.bufferedAmount ?? 0;
	}

	/** Dials the join URL, once. Failure is reported through `onAgentClosed`. */
	connect(joinUrl: string): void {
		const options = {
			perMessageDeflate: false,
			followRedirects: false,
			maxPayload: MAXIMUM_MESSAGE_BYTES,
			closeTimeout: this.options.closeTimeoutMs,
		};
		let socket: WebSocket;
		try {
			socket = new WebSocket(joinUrl, options);
		} catch {
			// Not an address at all. Told later, like every other refusal.
			queueMicrotask(() => this.listener.onAgentClosed({ how: 'refused', detail: 'bad address' }));
			return;
		}
		this.socket = socket;
		this.connectTimer = setTimeout(() => {
			this.failure = 'timeout';
			socket.terminate();
		}, this.options.connectTimeoutMs);
		socket.on('open', () => this.open(socket));
		socket.on('message', (data, isBinary) => {
			this.liveness.note();
			if (isBinary && Buffer.isBuffer(data)) this.listener.onAgentAudio(data);
			else this.readText(data.toString());
		});
		socket.on('pong', () => this.liveness.note());
		socket.on('ping', () => this.liveness.note());
		socket.on('error', (error) => {
			this.failure ??=
				/^Unexpected server response: (\d+)$/.exec(error.message)?.[1] ?? errorCode(error);
		});
		socket.on('close', (code) => this.onClosed(code));
	}

	/** Sends s16le audio; `sent` is called when the kernel has taken it or the socket is gone. */
	sendAudio(pcm: Buffer, sent: () => void): void {
		if (this.ready) this.socket?.send(pcm, sent);
	}

	/** Sends a data message; before the agent is connected it waits for that. */
	sendText(json: string): void {
		if (this.ready) this.socket?.send(json);
		else if (!this.opened && this.waitingTexts.length < MAXIMUM_WAITING_TEXTS) {
			this.waitingTexts.push(json);
		}
	}

	/** Stops reading: what the agent sends further waits in the network. */
	pause(): void {
		this.socket?.pause();
	}

	resume(): void {
		this.socket?.resume();
		// Nothing could be heard while paused, which is no sign of death.
		this.liveness.note();
	}

	/** Ends the call on the agent's side: Ultravox notes a hang-up (§8.6). */
	close(): void {
		this.socket?.resume();
		this.socket?.close(1000);
	}

	/** Drops the connection without a goodbye. */
	terminate(): void {
		this.socket?.terminate();
	}

	/** Watchdog, to be called regularly: pings, and drops the connection when the agent is gone. */
	beat(): void {
		if (!this.ready || this.socket?.isPaused) return;
		if (!this.liveness.beat(() => this.socket?.ping())) this.terminate();
	}

	private open(socket: WebSocket): void {
		clearTimeout(this.connectTimer);
		this.opened = true;
		for (const json of this.waitingTexts) socket.send(json);
		this.waitingTexts = [];
		this.listener.onAgentOpen();
	}

	private readText(json: string): void {
		const message = parseAgentMessage(json);
		if (message) this.listener.onAgentMessage(message);
	}

	private onClosed(code: number): void {
		clearTimeout(this.connectTimer);
		this.ended = true;
		if (!this.opened) {
			this.listener.onAgentClosed({ how: 'refused', detail: this.failure ?? code });
			return;
		}
		const how = NORMAL_CLOSE_CODES.has(code) ? 'ended' : 'lost';
		this.listener.onAgentClosed({ how, detail: this.failure ?? code });
	}
}

import type { AgentLoss } from '../../../nodes/shared/bridgeResume';
import type { Connection, FrameListener } from '../frames/connection';
import type { FramePath } from '../frames/framePath';
import type { Shortcut } from '../frames/messageSink';
import { FrameError } from '../frames/protocol';
import { errorCode } from '../logger';
import { parseAgentMessage, type AgentMessage } from './agentMessage';
import { AGENT_TEXT_BYTES } from './agentSocket';

/** Audio arrives in chunks of any size; this is over a minute of it in one. */
const MAXIMUM_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Messages kept for an agent that is not connected yet, or for the one after it. */
const MAXIMUM_WAITING_TEXTS = 32;
/**
 * Closes of an agent that may have ended the call, or may be going down: none are documented (§8.6), and 1000 alone says that
 * what the connection was for is done (RFC 6455 §7.4.1).
 */
const UNCLEAR_CLOSE_CODES = new Set([1001, 1005]);

export interface AgentLegListener {
	onAgentOpen(): void;
	/** The kernel has taken all that it had not taken at once. */
	onAgentDrain(): void;
	onAgentMessage(message: AgentMessage): void;
	/** Another of these calls has thrown this; no more messages come. */
	onAgentFault(error: unknown): void;
	/** The socket is gone, or never came up; comes exactly once and last. */
	onAgentClosed(end: AgentLegEnd): void;
}

/** Whoever takes the agent's audio. */
export interface AgentAudioTaker {
	/**
	 * S16le at the rate the call was created with, any number of bytes, valid during the call only.
	 * @param more whether bytes of the same read follow, and `speakTogether` after them
	 */
	speak(pcm: Buffer, more: boolean): void;
	/** What arrived together is complete. */
	speakTogether(): void;
}

export interface AgentLegEnd {
	/** `refused`: never connected. `ended`: closed normally. `unclear`: one of these two. `lost`: broke. */
	how: 'refused' | 'ended' | 'unclear' | 'lost';
	/** For a connection that was lost: whether that may all the same have been the agent's goodbye. */
	loss: AgentLoss;
	/** For the log: close code, HTTP status or error code. */
	detail: string | number;
}

export interface AgentLegOptions {
	framePath: FramePath;
	connectTimeoutMs: number;
	closeTimeoutMs: number;
	/** An agent that answers pings and shows no sign of life for one to two of these is lost, in milliseconds. */
	heartbeatMs: number;
	/** One that has never answered a ping is lost when it has sent nothing for this long, in milliseconds (ultravox.md §8.6). */
	unheardMs: number;
}

/**
 * The agent's side of a call: an Ultravox serverWebSocket (ultravox.md §8). A join URL works once: after a loss only `reset` and
 * another one connect again.
 */
export class AgentLeg implements FrameListener {
	/** Data messages that the agent never got: too many waited for it, it read nothing, or it was gone. Only ever grows. */
	droppedTexts = 0;
	/** Until there is somebody, audio is dropped. */
	audio: AgentAudioTaker | undefined;
	/** The agent's, once it is connected and until `reset`. */
	connection: Connection | undefined;
	private way: Shortcut | undefined;
	private abandon: (() => void) | undefined;
	private ended = false;
	private timedOut = false;
	private connectTimer: NodeJS.Timeout | undefined;
	private heartbeat: NodeJS.Timeout | undefined;
	/** Of this connection: nobody says whether Ultravox answers pings. */
	private answersPings = false;
	private unheardMs = 0;
	/** Nothing was heard of it for too long. */
	private givenUp = false;
	private waitingTexts: string[] = [];
	/** None once we have ended it: nobody comes after that. */
	private mostWaiting = MAXIMUM_WAITING_TEXTS;

	constructor(
		private readonly listener: AgentLegListener,
		private readonly options: AgentLegOptions,
	) {}

	/** True while audio can be sent. */
	get ready(): boolean {
		return this.connection !== undefined && this.connection.open;
	}

	/** True when the socket is gone for good or never was. */
	get closed(): boolean {
		return this.ended || this.abandon === undefined;
	}

	/** Asked first about audio that comes whole. */
	set shortcut(shortcut: Shortcut | undefined) {
		this.way = shortcut;
		if (this.connection) this.connection.shortcut = shortcut;
	}

	/** Dials the join URL, once. Failure is reported through `onAgentClosed`. */
	connect(joinUrl: string): void {
		const limits = {
			maximumBytes: MAXIMUM_MESSAGE_BYTES,
			closeTimeoutMs: this.options.closeTimeoutMs,
		};
		try {
			this.abandon = this.options.framePath.dial(joinUrl, limits, {
				onConnected: (connection) => this.guard(() => this.connected(connection)),
				onFailed: (error) => this.guard(() => this.failed(error)),
			});
		} catch {
			// Not an address at all. Told later, like every other refusal.
			queueMicrotask(() => this.end('refused', 'bad address'));
			return;
		}
		this.connectTimer = setTimeout(() => {
			this.timedOut = true;
			this.abandon?.();
		}, this.options.connectTimeoutMs);
	}

	/** The agent is gone and may be replaced: what is said to it from now on waits for the next `connect`. */
	reset(): void {
		this.connection = undefined;
		this.abandon = undefined;
		this.ended = false;
		this.timedOut = false;
	}

	/**
	 * Sends a data message. While the agent is not connected yet, or its connection is closing, the message waits for the next
	 * connection.
	 */
	sendText(json: string): void {
		if (this.ready) this.sendOrDrop(json);
		else if (!this.ended && this.waitingTexts.length < this.mostWaiting)
			this.waitingTexts.push(json);
		else this.droppedTexts += 1;
	}

	/** Stops reading: what the agent sends further waits in the network. */
	pause(): void {
		this.connection?.pause();
	}

	resume(): void {
		this.connection?.resume();
	}

	/** Ends the call on the agent's side: Ultravox notes a hang-up (§8.6). What still waits for an agent never gets to one. */
	close(): void {
		this.mostWaiting = 0;
		this.droppedTexts += this.waitingTexts.length;
		this.waitingTexts = [];
		if (this.connection) this.connection.close(1000);
		else this.abandon?.();
	}

	onBinary(pcm: Buffer, more: boolean): void {
		if (this.audio !== undefined) this.audio.speak(pcm, more);
	}

	onText(json: Buffer): void {
		const message = parseAgentMessage(json.toString());
		if (message) this.listener.onAgentMessage(message);
	}

	onReadEnd(): void {
		this.audio?.speakTogether();
	}

	onPong(): void {
		this.answersPings = true;
	}

	onDrain(): void {
		this.listener.onAgentDrain();
	}

	onFault(error: unknown): void {
		this.listener.onAgentFault(error);
	}

	onClose(code: number, _reason: string, error: Error | undefined): void {
		// A broken protocol is told by the code that answers it.
		const detail = error instanceof FrameError ? error.closeCode : error && errorCode(error);
		const how = UNCLEAR_CLOSE_CODES.has(code) ? 'unclear' : 'lost';
		const broken = this.givenUp || error instanceof FrameError;
		this.end(code === 1000 ? 'ended' : how, detail ?? code, broken ? 'broken' : 'closed');
	}

	private guard(tell: () => void): void {
		try {
			tell();
		} catch (error) {
			this.listener.onAgentFault(error);
		}
	}

	private connected(connection: Connection): void {
		clearTimeout(this.connectTimer);
		this.connection = connection;
		connection.shortcut = this.way;
		this.answersPings = false;
		this.unheardMs = 0;
		connection.start(this);
		connection.ping();
		this.heartbeat = setInterval(() => this.beat(connection), this.options.heartbeatMs);
		for (const json of this.waitingTexts) this.sendOrDrop(json);
		this.waitingTexts = [];
		this.listener.onAgentOpen();
	}

	private sendOrDrop(json: string): void {
		if (this.connection && this.connection.bufferedAmount < AGENT_TEXT_BYTES) {
			this.connection.sendText(json);
		} else {
			this.droppedTexts += 1;
		}
	}

	/** Pings, and drops the connection when the agent is gone. */
	private beat(connection: Connection): void {
		this.unheardMs = connection.beat() ? 0 : this.unheardMs + this.options.heartbeatMs;
		if (this.unheardMs === 0) return;
		if (!this.answersPings && this.unheardMs < this.options.unheardMs) return;
		this.givenUp = true;
		connection.terminate();
	}

	private failed(error: Error | undefined): void {
		const status = /^Unexpected server response: (\d+)$/.exec(error?.message ?? '')?.[1];
		this.end('refused', this.timedOut ? 'timeout' : (status ?? errorCode(error)));
	}

	private end(how: AgentLegEnd['how'], detail: string | number, loss: AgentLoss = 'broken'): void {
		clearTimeout(this.connectTimer);
		clearInterval(this.heartbeat);
		this.ended = true;
		this.listener.onAgentClosed({ how, detail, loss });
	}
}

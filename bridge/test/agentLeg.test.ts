import { AgentLeg, type AgentLegListener } from '../src/ultravox/agentLeg';
import type { Connection, FrameListener } from '../src/frames/connection';
import type { DialListener, FramePath } from '../src/frames/framePath';

/** A connection that takes everything, answers nothing, and may be closing. */
class StubConnection {
	shortcut: undefined;
	open = true;
	bufferedAmount = 0;
	alive = true;
	readonly texts: string[] = [];
	private listener: FrameListener | undefined;

	/** `answers`: pings. */
	constructor(private readonly answers: boolean) {}

	start(listener: FrameListener): void {
		this.listener = listener;
	}

	sendText(text: string): void {
		this.texts.push(text);
	}

	ping(): void {
		if (this.answers) this.listener?.onPong?.(Buffer.alloc(0));
	}

	beat(): boolean {
		if (this.alive) this.ping();
		return this.alive;
	}

	close(): void {
		this.open = false;
	}

	terminate(): void {
		this.closes(1006);
	}

	closes(code: number): void {
		this.open = false;
		this.listener?.onClose(code, '', undefined);
	}
}

const HEARTBEAT_MS = 4_000;
const UNHEARD_MS = 30_000;

describe("the agent's leg", () => {
	const ends: string[] = [];
	let leg: AgentLeg;
	let dialled: DialListener;
	beforeEach(() => {
		jest.useFakeTimers();
		ends.length = 0;
		const listener: AgentLegListener = {
			onAgentOpen: () => undefined,
			onAgentDrain: () => undefined,
			onAgentMessage: () => undefined,
			onAgentFault: () => undefined,
			onAgentClosed: ({ how }) => ends.push(how),
		};
		const dial: FramePath['dial'] = (_address, _limits, dialling) => {
			dialled = dialling;
			return () => undefined;
		};
		leg = new AgentLeg(listener, {
			framePath: { dial } as FramePath,
			connectTimeoutMs: 5_000,
			closeTimeoutMs: 1_000,
			heartbeatMs: HEARTBEAT_MS,
			unheardMs: UNHEARD_MS,
		});
	});
	afterEach(() => jest.useRealTimers());

	const connect = ({ answers } = { answers: true }) => {
		leg.connect('ws://agent');
		const connection = new StubConnection(answers);
		dialled.onConnected(connection as unknown as Connection);
		return connection;
	};

	it('keeps a bounded number of messages until it is connected, and counts the others, never less', () => {
		for (let sent = 0; sent < 40; sent++) leg.sendText(`${sent}`);
		expect(leg.droppedTexts).toBe(8);
		const { texts } = connect();
		expect(texts).toEqual(Array.from({ length: 32 }, (_, sent) => `${sent}`));
		expect(leg.droppedTexts).toBe(8);
	});

	it('keeps messages for the next connection while one is closing', () => {
		const closing = connect();
		leg.sendText('before');
		closing.open = false;
		leg.sendText('meanwhile');
		closing.closes(1011);
		leg.reset();
		leg.sendText('after');
		expect(connect().texts).toEqual(['meanwhile', 'after']);
		expect(closing.texts).toEqual(['before']);
		expect(leg.droppedTexts).toBe(0);
	});

	it('counts what waits when it is ended, and what comes then', () => {
		for (let sent = 0; sent < 3; sent++) leg.sendText(`${sent}`);
		leg.close();
		expect(leg.droppedTexts).toBe(3);
		leg.sendText('after');
		expect(leg.droppedTexts).toBe(4);
		leg.close();
		expect(leg.droppedTexts).toBe(4);
	});

	it('counts what comes when it is gone for good', () => {
		const connection = connect();
		connection.open = false;
		leg.sendText('meanwhile');
		connection.closes(1000);
		leg.sendText('after');
		expect(leg.droppedTexts).toBe(1);
		leg.close();
		expect(leg.droppedTexts).toBe(2);
	});

	it('drops messages for an agent that reads nothing, and counts them', () => {
		const connection = connect();
		connection.bufferedAmount = 262_144;
		for (let sent = 0; sent < 100; sent++) leg.sendText('x');
		expect(leg.droppedTexts).toBe(100);
		connection.bufferedAmount = 262_143;
		leg.sendText('y');
		expect(connection.texts).toEqual(['y']);
	});

	it('finds out by its own heartbeat that the agent is gone', () => {
		const connection = connect();
		jest.advanceTimersByTime(10 * HEARTBEAT_MS);
		expect(ends).toEqual([]);
		connection.alive = false;
		jest.advanceTimersByTime(HEARTBEAT_MS);
		expect(ends).toEqual(['lost']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('has patience with an agent that answers no pings and says nothing', () => {
		const connection = connect({ answers: false });
		connection.alive = false;
		jest.advanceTimersByTime(UNHEARD_MS - HEARTBEAT_MS);
		connection.alive = true;
		jest.advanceTimersByTime(HEARTBEAT_MS);
		connection.alive = false;
		jest.advanceTimersByTime(UNHEARD_MS - 1);
		expect(ends).toEqual([]);
		jest.advanceTimersByTime(HEARTBEAT_MS);
		expect(ends).toEqual(['lost']);
	});
});

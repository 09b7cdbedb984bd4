import { randomUUID } from 'node:crypto';
import { streamUrl, type StreamClaims } from '../../nodes/shared/streamToken';
import { startBridge, type Bridge, type Processes } from '../src/bridge';
import type { BridgeSettings } from '../src/config/config';
import { AgentConnection, FakeAgent } from './fakes/fakeAgent';
import { EventSink } from './fakes/eventSink';
import { FakePlivo } from './fakes/fakePlivo';

export const SECRET = 'a shared secret of the test bench';

/** The bounds of the tests: no silence is filled in unless a test is about that, and waits are short. */
const TEST_LIMITS: BridgeSettings['limits'] = {
	mediaGapMs: 600_000,
	dtmfFlushMs: 30,
	farewellGraceMs: 600_000,
	eventRetryFirstMs: 5,
	eventRetryLongestMs: 20,
	closeTimeoutMs: 5_000,
	graceMs: 1,
};

/** A call in progress: the fake Plivo on one side, the agent's connection on the other. */
export interface BenchCall {
	claims: StreamClaims;
	plivo: FakePlivo;
	agent: AgentConnection;
}

/** A bridge between a fake Plivo and a fake agent, with a webhook for its events; `close` stops all of it. */
export class TestBench {
	readonly logLines: string[] = [];
	private readonly plivos: FakePlivo[] = [];

	private constructor(
		readonly bridge: Bridge,
		readonly agent: FakeAgent,
		readonly sink: EventSink,
		logLines: string[],
	) {
		this.logLines = logLines;
	}

	static async start(
		settings: Partial<BridgeSettings> = {},
		processes?: Processes,
	): Promise<TestBench> {
		const logLines: string[] = [];
		const bridge = await startBridge(
			{
				sharedSecret: SECRET,
				port: 0,
				...settings,
				limits: { ...TEST_LIMITS, ...settings.limits },
			},
			{ write: (line) => void logLines.push(line) },
			processes,
		);
		return new TestBench(bridge, await FakeAgent.start(), await EventSink.start(), logLines);
	}

	get httpUrl(): string {
		return `http://127.0.0.1:${this.bridge.port}`;
	}

	get webSocketUrl(): string {
		return `ws://127.0.0.1:${this.bridge.port}`;
	}

	claims(overrides: Partial<StreamClaims> = {}): StreamClaims {
		return {
			callUuid: randomUUID(),
			callId: randomUUID(),
			joinUrl: this.agent.joinUrl,
			contentType: 'audio/x-l16;rate=16000',
			eventsUrl: this.sink.url,
			...overrides,
		};
	}

	streamUrl(claims: StreamClaims, base = this.webSocketUrl): string {
		const expiresAt = new Date(Date.now() + 60_000);
		return streamUrl(base, claims, { secret: SECRET, expiresAt });
	}

	/** Connects as Plivo does, without a `start` yet. */
	async connect(claims: StreamClaims, headers: Record<string, string> = {}): Promise<FakePlivo> {
		const plivo = await FakePlivo.connect(this.streamUrl(claims), headers);
		this.plivos.push(plivo);
		return plivo;
	}

	/** A call with both sides connected. */
	async call(overrides: Partial<StreamClaims> = {}): Promise<BenchCall> {
		const claims = this.claims(overrides);
		const before = this.agent.connections.length;
		const plivo = await this.connect(claims);
		plivo.start({ callId: claims.callUuid, contentType: claims.contentType });
		const agent = await this.agent.connected(before);
		await agent.isOpen();
		return { claims, plivo, agent };
	}

	async close(): Promise<void> {
		for (const { socket } of this.plivos) socket.terminate();
		await this.bridge.close({ now: true });
		await this.agent.close();
		await this.sink.close();
	}
}

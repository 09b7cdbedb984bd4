import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import { sealResume } from '../../../nodes/shared/bridgeResume';
import { streamUrl, type StreamClaims } from '../../../nodes/shared/streamToken';
import type { BridgeProcess, BundledBridge } from '../../../bridge/test/bridgeProcess';
import { eventually } from '../../../bridge/test/eventually';
import { EventSink } from '../../../bridge/test/fakes/eventSink';
import { FakeAgent, type AgentConnection } from '../../../bridge/test/fakes/fakeAgent';
import { FakePlivo, UpgradeRefused } from '../../../bridge/test/fakes/fakePlivo';
import { CERTIFICATE } from '../../../bridge/test/frames/support/certificate';
import { FaultProxy } from './faultProxy';
import { expectNoSecrets } from './secrets';

export const SECRET = 'a shared secret of the fault suite';

/** Nothing is filled in and nothing waits long, unless a test is about that. */
const ENVIRONMENT = {
	BRIDGE_SHARED_SECRET: SECRET,
	BRIDGE_PORT: '0',
	BRIDGE_MEDIA_GAP_MS: '600000',
	BRIDGE_EVENT_RETRY_FIRST_MS: '5',
	BRIDGE_EVENT_RETRY_LONGEST_MS: '20',
	BRIDGE_EVENT_ADOPT_MS: '50',
};

/** An empty variable is an absent one: gaps are filled as they are for everybody. */
export const GAPS_FILLED = { BRIDGE_MEDIA_GAP_MS: '' };

/** Proxies by whose way a call goes. */
export interface Ways {
	plivo?: FaultProxy;
	agent?: FaultProxy;
}

/** A call in the bridge: the fake Plivo on one side, the agent's connection on the other. */
export interface FaultCall {
	claims: StreamClaims;
	plivo: FakePlivo;
	agent: AgentConnection;
}

/** Bridges, each a process as users start it, with a fake Plivo, a fake agent and a webhook around them. */
export class FaultBench {
	private readonly processes: BridgeProcess[] = [];
	private readonly plivos: FakePlivo[] = [];
	private readonly proxies: FaultProxy[] = [];
	/** What must never be seen in a log. */
	private readonly secrets = new Set<string>([SECRET]);
	private readonly trust: Record<string, string> = {};

	private constructor(
		private readonly bundle: BundledBridge,
		readonly agent: FakeAgent,
		readonly sink: EventSink,
	) {}

	/**
	 * With one bridge already running.
	 * @param scheme of the agent: `wss` with a certificate that the bridge trusts
	 */
	static async start(
		bundle: BundledBridge,
		environment: Record<string, string> = {},
		scheme: 'ws' | 'wss' = 'ws',
	): Promise<FaultBench> {
		const bench = new FaultBench(bundle, await FakeAgent.start(scheme), await EventSink.start());
		bench.secrets.add(new URL(bench.agent.joinUrl).pathname);
		if (scheme === 'wss') {
			bench.trust.NODE_EXTRA_CA_CERTS = join(bundle.newFolder(), 'certificate.pem');
			writeFileSync(bench.trust.NODE_EXTRA_CA_CERTS, CERTIFICATE);
		}
		await bench.run(environment);
		return bench;
	}

	/** Starts another bridge; those before it live on. */
	async run(environment: Record<string, string> = {}): Promise<BridgeProcess> {
		const bridge = this.bundle.run({ ...ENVIRONMENT, ...this.trust, ...environment });
		this.processes.push(bridge);
		await bridge.port();
		return bridge;
	}

	/** The bridge that was started last. */
	get bridge(): BridgeProcess {
		return this.processes.at(-1) as BridgeProcess;
	}

	async proxyToBridge(): Promise<FaultProxy> {
		return await this.proxy(await this.bridge.port());
	}

	async proxyToAgent(): Promise<FaultProxy> {
		return await this.proxy(Number(new URL(this.agent.joinUrl).port));
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

	async streamUrl(claims: StreamClaims, way?: FaultProxy): Promise<string> {
		const port = way?.port ?? (await this.bridge.port());
		const expiresAt = new Date(Date.now() + 60_000);
		const url = streamUrl(`ws://127.0.0.1:${port}`, claims, { secret: SECRET, expiresAt });
		this.secrets.add(url.slice(url.lastIndexOf('/') + 1));
		return url;
	}

	/** Connects as Plivo does, without a `start` yet. */
	async connect(claims: StreamClaims, way?: FaultProxy): Promise<FakePlivo> {
		const plivo = await FakePlivo.connect(await this.streamUrl(claims, way));
		this.plivos.push(plivo);
		return plivo;
	}

	/** What a connect is answered with. */
	async connectStatus(claims: StreamClaims, way?: FaultProxy): Promise<number> {
		return await this.connect(claims, way).then(
			() => 101,
			(error: UpgradeRefused) => error.status,
		);
	}

	/** A call with both sides connected. */
	async call(overrides: Partial<StreamClaims> = {}, ways: Ways = {}): Promise<FaultCall> {
		const { joinUrl } = this.agent;
		const claims = this.claims({ joinUrl: ways.agent?.through(joinUrl) ?? joinUrl, ...overrides });
		const before = this.agent.connections.length;
		const plivo = await this.connect(claims, ways.plivo);
		plivo.start({ callId: claims.callUuid, contentType: claims.contentType });
		const agent = await this.agent.connected(before);
		await agent.isOpen();
		return { claims, plivo, agent };
	}

	/** So many calls, one after the other. */
	async calls(count: number, ways: Ways = {}): Promise<FaultCall[]> {
		const calls: FaultCall[] = [];
		while (calls.length < count) calls.push(await this.call({}, ways));
		return calls;
	}

	/** Answers every request for a call that goes on with a new one of the bench's agent. */
	resumable(way?: FaultProxy): void {
		let count = 0;
		this.sink.onResume = (_request, response, { callUuid }) => {
			count += 1;
			const { joinUrl } = this.agent;
			const next = way?.through(joinUrl) ?? joinUrl;
			const answer = sealResume({ callUuid, callId: `resumed-${count}`, joinUrl: next }, SECRET);
			this.secrets.add(answer.token);
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(answer));
		};
	}

	/** Asks the control API of the last bridge, which grants it. */
	async control<Answer>(path: string, method = 'GET'): Promise<Answer> {
		const response = await this.asked(path, method);
		expect(response.status).toBe(200);
		return (await response.json()) as Answer;
	}

	/** What the control API of the last bridge answers. */
	async asked(path: string, method = 'GET'): Promise<Response> {
		const target = `/control/${path}`;
		const authorization = controlAuthorization(SECRET, { method, target });
		const address = `http://127.0.0.1:${await this.bridge.port()}${target}`;
		return await fetch(address, { method, headers: { authorization, connection: 'close' } });
	}

	/** The report of one call's `ended` event, once it is there. */
	async reportOf({ claims }: Pick<FaultCall, 'claims'>): Promise<Record<string, unknown>> {
		const ended = await eventually('the call is reported', () =>
			this.sink.accepted.find(({ type, callId }) => type === 'ended' && callId === claims.callId),
		);
		return ended.data.report as Record<string, unknown>;
	}

	/** Ends everything. Fails when a bridge has told a secret. */
	async close(): Promise<void> {
		for (const { socket } of this.plivos) socket.terminate();
		for (const bridge of this.processes) await bridge.kill();
		for (const proxy of this.proxies) await proxy.close();
		await this.agent.close();
		await this.sink.close();
		for (const bridge of this.processes) expectNoSecrets(bridge, this.secrets);
	}

	private async proxy(port: number): Promise<FaultProxy> {
		const proxy = await FaultProxy.start(port);
		this.proxies.push(proxy);
		return proxy;
	}
}

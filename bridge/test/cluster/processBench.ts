import { randomUUID } from 'node:crypto';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import {
	afterStreamUrl,
	sealToken,
	streamUrl,
	type StreamClaims,
} from '../../../nodes/shared/streamToken';
import type { BridgeProcess, BundledBridge } from '../bridgeProcess';
import { eventually } from '../eventually';
import { FakeAgent, type AgentConnection } from '../fakes/fakeAgent';
import { EventSink } from '../fakes/eventSink';
import { FakePlivo, UpgradeRefused } from '../fakes/fakePlivo';

export const SECRET = 'a shared secret of the tests';
const PASSWORD = 'a password of the page';

/** A call in one of the processes. */
export interface ProcessCall {
	claims: StreamClaims;
	plivo: FakePlivo;
	agent: AgentConnection;
}

/** A bridge of two processes between a fake Plivo and a fake agent. */
export class ProcessBench {
	private readonly plivos: FakePlivo[] = [];

	private constructor(
		readonly bridge: BridgeProcess,
		readonly port: number,
		readonly agent: FakeAgent,
		readonly sink: EventSink,
	) {}

	static async start(
		bundle: BundledBridge,
		settings: Record<string, string> = {},
	): Promise<ProcessBench> {
		const bridge = bundle.run({
			BRIDGE_SHARED_SECRET: SECRET,
			BRIDGE_PORT: '0',
			BRIDGE_PROCESSES: '2',
			BRIDGE_MEDIA_GAP_MS: '600000',
			BRIDGE_PAGE_PASSWORD: PASSWORD,
			BRIDGE_DATA_FOLDER: bundle.newFolder(),
			BRIDGE_EVENT_ADOPT_MS: '50',
			BRIDGE_EVENT_RETRY_FIRST_MS: '5',
			BRIDGE_EVENT_RETRY_LONGEST_MS: '20',
			...settings,
		});
		const port = await bridge.port('several');
		return new ProcessBench(bridge, port, await FakeAgent.start(), await EventSink.start());
	}

	async close(): Promise<void> {
		this.hangUpAll();
		await this.bridge.kill();
		await this.agent.close();
		await this.sink.close();
	}

	claims(): StreamClaims {
		return {
			callUuid: randomUUID(),
			callId: randomUUID(),
			joinUrl: this.agent.joinUrl,
			contentType: 'audio/x-l16;rate=16000',
			eventsUrl: this.sink.url,
		};
	}

	/** Connects as Plivo does, without a `start` yet. */
	async connect(claims: StreamClaims): Promise<FakePlivo> {
		const expiresAt = new Date(Date.now() + 60_000);
		const url = streamUrl(`ws://127.0.0.1:${this.port}`, claims, { secret: SECRET, expiresAt });
		const plivo = await FakePlivo.connect(url);
		this.plivos.push(plivo);
		return plivo;
	}

	/** What a connect is answered with. */
	async connectStatus(claims: StreamClaims): Promise<number> {
		return await this.connect(claims).then(
			() => 101,
			(error: UpgradeRefused) => error.status,
		);
	}

	async call(): Promise<ProcessCall> {
		const claims = this.claims();
		const before = this.agent.connections.length;
		const plivo = await this.connect(claims);
		plivo.start({ callId: claims.callUuid });
		const agent = await this.agent.connected(before);
		await agent.isOpen();
		await eventually('the log says so', () => this.workerOf(claims) > 0);
		return { claims, plivo, agent };
	}

	/** Two calls, one in each process; others may live beside them. */
	async callInEach(): Promise<[ProcessCall, ProcessCall]> {
		const calls: ProcessCall[] = [];
		while (calls.length < 20) {
			const last = await this.call();
			const other = calls.find((one) => this.workerOf(one.claims) !== this.workerOf(last.claims));
			if (other) return [other, last];
			calls.push(last);
		}
		throw new Error('All calls came to the same process.');
	}

	/** The process that has a call, by its log; 0 when none has. */
	workerOf({ callId }: StreamClaims): number {
		const lines = this.bridge.lines;
		const line = lines.find((one) => one.msg === 'agent connected' && one.callId === callId);
		return Number(line?.pid ?? 0);
	}

	/** Whether it says that it takes calls. */
	async isReady(): Promise<boolean> {
		return (await this.ask('/readyz', 'GET', {})).status === 200;
	}

	hangUpAll(): void {
		for (const { socket } of this.plivos) socket.close(1000);
	}

	/** Asks the control API, over a connection of its own, so that the processes take turns. */
	async control(path: string, method = 'GET'): Promise<Response> {
		const authorization = controlAuthorization(SECRET, { method, target: path });
		return await this.ask(path, method, { authorization });
	}

	/** Logs in at the live page. @returns the cookie */
	async login(): Promise<string> {
		const response = await fetch(`http://127.0.0.1:${this.port}/page/login`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: `http://127.0.0.1:${this.port}` },
			body: new URLSearchParams({ password: PASSWORD }),
		});
		return response.headers.get('set-cookie')?.split(';')[0] ?? '';
	}

	/** One signed request, to be made several times. */
	signed(path: string, method: string): () => Promise<Response> {
		const authorization = controlAuthorization(SECRET, { method, target: path });
		return async () => await this.ask(path, method, { authorization });
	}

	/** A token of `/answer`. */
	answerToken(): string {
		const expiresAt = new Date(Date.now() + 60_000);
		return sealToken({ xml: '<Response/>' }, { secret: SECRET, audience: 'answer', expiresAt });
	}

	/** Asks for the answer as Plivo does. */
	async answer(path: string, callUuid: string): Promise<Response> {
		return await this.ask(`${path}?CallUUID=${callUuid}`, 'POST', {});
	}

	/** Asks what comes after the stream of a call as Plivo does. @returns the XML */
	async afterStream({ claims: { callUuid, callId } }: ProcessCall): Promise<string> {
		const seal = { secret: SECRET, expiresAt: new Date(Date.now() + 60_000) };
		const url = afterStreamUrl('ws://bridge.example.com', { callUuid, callId }, seal);
		const { pathname } = new URL(url);
		return await (await this.answer(pathname, callUuid)).text();
	}

	async logOut(cookie: string): Promise<Response> {
		const origin = `http://127.0.0.1:${this.port}`;
		return await this.ask('/page/logout', 'POST', { cookie, origin });
	}

	/** Asks as the live page does; `signal` ends answers that have no end. */
	async page(cookie: string, path: string, signal: AbortSignal): Promise<Response> {
		return await this.ask(path, 'GET', { cookie }, signal);
	}

	private async ask(
		path: string,
		method: string,
		headers: Record<string, string>,
		signal?: AbortSignal,
	): Promise<Response> {
		return await fetch(`http://127.0.0.1:${this.port}${path}`, {
			method,
			redirect: 'manual',
			headers: { ...headers, connection: 'close' },
			signal,
		});
	}
}

import { randomUUID } from 'node:crypto';
import { controlAuthorization } from '../../../../nodes/shared/bridgeControl';
import {
	sealToken,
	STREAM_PLACEHOLDER,
	type StreamClaims,
	type TokenAudience,
} from '../../../../nodes/shared/streamToken';
import { EventSink } from '../../fakes/eventSink';
import { FakeAgent, type AgentConnection } from '../../fakes/fakeAgent';
import { FakePlivo } from '../../fakes/fakePlivo';
import { eventually } from '../../eventually';
import { BridgeUnderAttack } from './bridgeUnderAttack';
import { HostileAgent, HOSTILE_JOIN_SECRET } from './hostileAgent';
import type { Loot } from './httpAttack';
import { pause } from './pause';
import type { Random } from './random';

const SECRET = 'the-shared-secret-of-the-fuzzed-bridge';
const CONTROL_KEY = 'the-control-key-of-the-fuzzed-bridge';
const PAGE_PASSWORD = 'the-page-password-of-the-fuzzed-bridge';
/** Nobody listens there. */
const UNREACHABLE = 'http://127.0.0.1:9/webhook/of-nobody';

/** What was used longer ago than this turns up nowhere any more. */
const REMEMBERED_TOKENS = 200;

/** Rates are no hindrance here, and whoever does not close is given up soon. No silence is filled in, so that audio can be compared. */
const ENVIRONMENT = {
	BRIDGE_SHARED_SECRET: SECRET,
	BRIDGE_CONTROL_KEY: CONTROL_KEY,
	BRIDGE_PAGE_PASSWORD: PAGE_PASSWORD,
	BRIDGE_PUBLIC_URL: 'ws://127.0.0.1:8080',
	BRIDGE_REQUESTS_PER_MINUTE: '1000000',
	BRIDGE_REQUEST_BURST: '1000000',
	BRIDGE_FAILED_LOGINS_PER_MINUTE: '1000000',
	BRIDGE_REQUEST_TIMEOUT_MS: '5000',
	BRIDGE_CLOSE_TIMEOUT_MS: '200',
	BRIDGE_PLAYBACK_STALL_MS: '500',
	BRIDGE_FAREWELL_GRACE_MS: '100',
	BRIDGE_EVENT_AGE_MS: '5000',
	BRIDGE_MEDIA_GAP_MS: '3600000',
	BRIDGE_IDLE_MEDIA_MS: '3600000',
};

/** A bridge with one good call, and everything that its attackers need. */
export class FuzzBench {
	private readonly fixedSecrets: string[] = [
		...[SECRET, CONTROL_KEY, PAGE_PASSWORD],
		...[HOSTILE_JOIN_SECRET, 'secret-join', 'of-nobody'],
	];
	/** Those of the last attacks. */
	private tokens: string[] = [];

	private constructor(
		readonly bridge: BridgeUnderAttack,
		readonly hostile: HostileAgent,
		private readonly sink: EventSink,
		private readonly caller: FakePlivo,
		private readonly listener: AgentConnection,
		private readonly running: Array<{ close: () => Promise<void> }>,
	) {}

	static async start(): Promise<FuzzBench> {
		const running: Array<{ close: () => Promise<void> }> = [];
		try {
			return await FuzzBench.assemble(running);
		} catch (error) {
			for (const { close } of running) await close();
			throw error;
		}
	}

	/** @param running what must be closed if a later part fails */
	private static async assemble(
		running: Array<{ close: () => Promise<void> }>,
	): Promise<FuzzBench> {
		const bridge = await BridgeUnderAttack.start(ENVIRONMENT);
		running.push({ close: async () => await bridge.stop() });
		const agent = await FakeAgent.start();
		running.push({ close: async () => await agent.close() });
		const sink = await EventSink.start();
		running.push({ close: async () => await sink.close() });
		const hostile = await HostileAgent.start();
		running.push({ close: async () => await hostile.close() });
		const claims = claimsOf(agent.joinUrl, sink.url);
		const token = seal(claims, 'stream');
		const caller = await FakePlivo.connect(`ws://127.0.0.1:${bridge.port}/stream/${token}`);
		caller.start({ callId: claims.callUuid });
		const listener = await agent.connected();
		await listener.isOpen();
		const bench = new FuzzBench(bridge, hostile, sink, caller, listener, running);
		bench.fixedSecrets.push(token, new URL(sink.url).pathname);
		return bench;
	}

	/** Tokens and keys, all genuine. */
	loot(): Loot {
		const stream = streamOf(this.hostile.joinUrl, this.sink.url);
		const answer = { xml: `<Response><Stream>${STREAM_PLACEHOLDER}</Stream></Response>`, stream };
		const loot = {
			fallback: seal({ xml: '<Response/>' }, 'fallback'),
			answer: seal(answer, 'answer'),
			stream: seal(claimsOf(this.hostile.joinUrl, this.sink.url), 'stream'),
			authorizations: [
				`Bearer ${CONTROL_KEY}`,
				controlAuthorization(SECRET, { method: 'GET', target: '/control/status' }),
			],
		};
		this.remember(loot.fallback, loot.answer, loot.stream);
		return loot;
	}

	/** A stream of its own for a hostile Plivo. Its agent is hostile too, or not there, or good. */
	stream(random: Random): { path: string; callUuid: string } {
		this.hostile.seeds.push(random.whole(0, 2 ** 31));
		const joinUrl = random.chance(0.8)
			? this.hostile.joinUrl
			: 'ws://127.0.0.1:9/calls/secret-join';
		const claims = claimsOf(joinUrl, random.chance(0.9) ? this.sink.url : UNREACHABLE);
		const token = seal(
			{
				...claims,
				notInterruptible: random.chance(0.3),
				resume: random.chance(0.3),
				record: random.chance(0.3),
			},
			'stream',
		);
		this.remember(token);
		return { path: `/stream/${token}`, callUuid: claims.callUuid };
	}

	/** The good call carries audio both ways, byte by byte. */
	async goodCallWorks(random: Random): Promise<void> {
		const up = random.bytes(640 * 3);
		const down = random.bytes(640 * 3);
		for (let at = 0; at < up.length; at += 640) this.caller.media(up.subarray(at, at + 640));
		this.listener.speak(down);
		await eventually('the agent hears the caller', () => this.listener.heard.equals(up));
		await eventually('the caller hears the agent', () => this.caller.heard.equals(down));
		this.listener.audio.length = 0;
		this.caller.events.length = 0;
		this.sink.deliveries.length = 0;
	}

	async isHealthy(): Promise<void> {
		this.bridge.assertAlive();
		const response = await fetch(`${this.bridge.url}/healthz`);
		if (response.status !== 200) throw new Error(`The bridge is not healthy: ${response.status}`);
		await response.arrayBuffer();
	}

	/** Waits until the bridge says that the attacks have left nothing behind. */
	async onlyGoodCallIsLeft(): Promise<void> {
		const authorization = controlAuthorization(SECRET, {
			method: 'GET',
			target: '/control/status',
		});
		const headers = { authorization };
		let said = '';
		for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(50)) {
			const response = await fetch(`${this.bridge.url}/control/status`, { headers });
			said = await response.text();
			if (/"calls":1,.*"waitingStreams":0,/.test(said)) return;
		}
		throw new Error(`Something is left: ${said}`);
	}

	/** What must be in no answer and in no line of the log. */
	get secrets(): string[] {
		return [...this.fixedSecrets, ...this.tokens];
	}

	private remember(...tokens: string[]): void {
		this.tokens = [...this.tokens, ...tokens].slice(-REMEMBERED_TOKENS);
	}

	async close(): Promise<void> {
		this.caller.socket.terminate();
		for (const { close } of this.running) await close();
	}
}

function claimsOf(joinUrl: string, eventsUrl: string): StreamClaims {
	return { callUuid: randomUUID(), ...streamOf(joinUrl, eventsUrl) };
}

function streamOf(joinUrl: string, eventsUrl: string): Omit<StreamClaims, 'callUuid'> {
	return {
		callId: randomUUID(),
		joinUrl,
		contentType: 'audio/x-l16;rate=16000',
		eventsUrl,
	};
}

function seal(claims: object, audience: TokenAudience): string {
	const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000);
	return sealToken(claims, { secret: SECRET, audience, expiresAt });
}

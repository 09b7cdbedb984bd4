import { randomUUID } from 'node:crypto';
import { streamUrl } from '../../../nodes/shared/streamToken';
import { BundledBridge, type BridgeProcess } from '../bridgeProcess';
import { eventually } from '../eventually';
import { EventSink } from '../fakes/eventSink';
import { FakeAgent } from '../fakes/fakeAgent';
import { FakePlivo, UpgradeRefused } from '../fakes/fakePlivo';

const SECRET = 'a shared secret of the tests';
jest.setTimeout(120_000);

describe('signals to a bridge with a call', () => {
	let bundle: BundledBridge;
	let bridge: BridgeProcess;
	let agent: FakeAgent;
	let sink: EventSink;
	let plivo: FakePlivo;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		agent = await FakeAgent.start();
		sink = await EventSink.start();
		bridge = bundle.run({
			BRIDGE_SHARED_SECRET: SECRET,
			BRIDGE_PORT: '0',
			BRIDGE_EVENT_RETRY_FIRST_MS: '5',
			BRIDGE_CLOSE_TIMEOUT_MS: '60000',
		});
		plivo = await connect();
		await agent.connected();
	});
	afterEach(async () => {
		plivo.socket.terminate();
		await bridge.kill();
		await agent.close();
		await sink.close();
	});

	const connect = async () => {
		const callUuid = randomUUID();
		const claims = {
			callUuid,
			callId: randomUUID(),
			joinUrl: agent.joinUrl,
			contentType: 'audio/x-l16;rate=16000' as const,
			eventsUrl: sink.url,
		};
		const url = streamUrl(`ws://127.0.0.1:${await bridge.port()}`, claims, {
			secret: SECRET,
			expiresAt: new Date(Date.now() + 60_000),
		});
		const connected = await FakePlivo.connect(url);
		connected.start({ callId: callUuid });
		return connected;
	};

	it('the first lets it go on and takes no others; the process ends with it', async () => {
		bridge.child.kill('SIGTERM');
		await bridge.line('bridge shutting down');
		await expect(connect()).rejects.toThrow(UpgradeRefused);
		expect([plivo.closed, bridge.exitCode]).toEqual([undefined, undefined]);
		plivo.socket.close(1000);
		expect(await bridge.exited()).toBe(0);
		expect((await sink.report()).reason).toBe('caller-hangup');
	});

	it('the second ends it properly', async () => {
		bridge.child.kill('SIGTERM');
		await bridge.line('bridge shutting down');
		bridge.child.kill('SIGINT');
		expect(await plivo.isClosed()).toEqual({ code: 1001, reason: 'bridge-shutdown' });
		expect(await bridge.exited()).toBe(0);
		expect((await sink.report()).reason).toBe('bridge-shutdown');
		expect(agent.connections[0]?.closeCode).toBe(1000);
	});

	it('the third does not wait for anybody', async () => {
		plivo.socket.pause();
		bridge.child.kill('SIGTERM');
		await bridge.line('bridge shutting down');
		bridge.child.kill('SIGTERM');
		await eventually('the agent is closed', () => agent.connections[0]?.closeCode);
		expect(bridge.exitCode).toBeUndefined();
		bridge.child.kill('SIGTERM');
		expect(await bridge.exited()).toBe(1);
	});
});

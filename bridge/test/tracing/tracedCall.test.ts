import { randomUUID } from 'node:crypto';
import { streamUrl, type StreamClaims } from '../../../nodes/shared/streamToken';
import { distinctBytes } from '../audioSamples';
import { BundledBridge, type BridgeProcess } from '../bridgeProcess';
import { eventually } from '../eventually';
import { FakeAgent } from '../fakes/fakeAgent';
import { EventSink } from '../fakes/eventSink';
import { FakePlivo } from '../fakes/fakePlivo';
import { FakeCollector } from './fakeCollector';

const SECRET = 'a shared secret of the tests';
jest.setTimeout(120_000);

describe('a traced call', () => {
	let bundle: BundledBridge;
	let bridge: BridgeProcess;
	let agent: FakeAgent;
	let sink: EventSink;
	let collector: FakeCollector;
	let plivo: FakePlivo;
	let claims: StreamClaims;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		agent = await FakeAgent.start();
		sink = await EventSink.start();
		collector = await FakeCollector.start();
	});
	afterEach(async () => {
		plivo.socket.terminate();
		await bridge.kill();
		await Promise.all([agent, sink, collector].map(async (fake) => await fake.close()));
	});

	const run = async (environment: Record<string, string>) => {
		bridge = bundle.run({
			BRIDGE_SHARED_SECRET: SECRET,
			BRIDGE_PORT: '0',
			BRIDGE_MEDIA_GAP_MS: '600000',
			...environment,
		});
		claims = {
			callUuid: randomUUID(),
			callId: randomUUID(),
			joinUrl: agent.joinUrl,
			contentType: 'audio/x-l16;rate=16000',
			eventsUrl: sink.url,
		};
		const url = streamUrl(`ws://127.0.0.1:${await bridge.port()}`, claims, {
			secret: SECRET,
			expiresAt: new Date(Date.now() + 60_000),
		});
		plivo = await FakePlivo.connect(url);
		plivo.start({ callId: claims.callUuid });
		const connection = await agent.connected();
		connection.speak(distinctBytes(640));
		await eventually('the caller hears it', () => plivo.heard.length === 640);
		connection.tell({ type: 'playback_clear_buffer' });
		await plivo.hasEvent('clearAudio');
		connection.speak(distinctBytes(640));
		await eventually('the caller hears more', () => plivo.heard.length === 1_280);
		return connection;
	};

	it('has its parts in one trace, which n8n is told of, and no secret anywhere', async () => {
		const connection = await run({ BRIDGE_OTLP_ENDPOINT: collector.url });
		connection.socket.close(1000);
		const checkpoint = await plivo.hasEvent('checkpoint');
		plivo.send({ event: 'playedStream', streamId: 'stream-1', name: checkpoint.name });
		await plivo.isClosed();
		await sink.event('ended');
		bridge.child.kill('SIGTERM');
		expect(await bridge.exited()).toBe(0);

		const call = await collector.span('call');
		expect(call.attributes).toMatchObject({
			'call.id': claims.callId,
			'call.uuid': claims.callUuid,
			'call.reason': 'agent-ended',
			'call.barge_ins': 1,
		});
		expect(call.events.map(({ name }) => name)).toEqual(['barge-in']);
		const parts = collector.spans.filter(({ name }) => name !== 'call');
		expect(parts.map(({ name }) => name).sort()).toEqual(['agent dial', 'farewell', 'first audio']);
		for (const part of parts) {
			expect(part).toMatchObject({ traceId: call.traceId, parentSpanId: call.spanId });
			expect(part.status.code ?? 0).toBe(0);
		}
		const dial = await collector.span('agent dial');
		expect(dial.attributes['server.address']).toBe('127.0.0.1');
		expect(sink.deliveries.map(({ headers }) => headers.traceparent)).toEqual(
			sink.deliveries.map(() => `00-${call.traceId}-${call.spanId}-01`),
		);
		const told = collector.requests.map(({ body }) => body).join('');
		for (const secret of [SECRET, 'secret-join', new URL(sink.url).pathname, plivo.socket.url]) {
			expect(told).not.toContain(secret);
		}
	});

	it.each([
		['answers nothing', 0],
		['fails', 500],
	])('is as good as any when the collector %s, and so is the end', async (_what, status) => {
		collector.status = status;
		const connection = await run({
			OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
			OTEL_BSP_SCHEDULE_DELAY: '1',
		});
		await eventually('the collector is asked', () => collector.requests.length > 0);
		const speech = distinctBytes(640);
		plivo.media(speech);
		await eventually('the agent hears it', () => connection.heard.equals(speech));
		plivo.socket.close(1000);
		await sink.event('ended');
		bridge.child.kill('SIGTERM');
		expect(await bridge.exited()).toBe(0);
	});

	it('is not traced when nobody asked for it', async () => {
		await run({});
		plivo.socket.close(1000);
		await sink.event('ended');
		expect(sink.deliveries.every(({ headers }) => headers.traceparent === undefined)).toBe(true);
	});
});

import { pino } from 'pino';
import { emptyReport, OUTCOMES } from '../../src/call/callOutcome';
import { configFromEnvironment, readConfig } from '../../src/config/config';
import { NO_TRACE, NO_TRACING, type Tracing } from '../../src/tracing/callTrace';

import { startTracing } from '../../src/tracing/tracing';
import { tracesUrl } from '../../src/tracing/tracingSettings';
import { eventually } from '../eventually';
import { bundledTracing } from './bundledTracing';
import { FakeCollector } from './fakeCollector';

const CALL = { callId: 'ultravox-1', callUuid: 'plivo-1', contentType: 'audio/x-l16;rate=16000' };
const ENDED = emptyReport(OUTCOMES.callerHangup);

const startBundled = bundledTracing();

describe('tracing', () => {
	let collector: FakeCollector;
	let tracing: Tracing;
	let logLines: string[];
	const environment = { ...process.env };
	beforeEach(async () => {
		collector = await FakeCollector.start();
		logLines = [];
	});
	afterEach(async () => {
		await tracing.shutDown(0);
		await collector.close();
		process.env = { ...environment };
	});

	const start = async () => {
		const log = pino({}, { write: (line: string) => void logLines.push(line) });
		tracing = await startBundled(`${collector.url}/v1/traces`, log);
	};

	it('tells of a call with all its parts', async () => {
		await start();
		const trace = tracing.openCall(CALL);
		trace.begin('agent dial', { 'server.address': 'voice.ultravox.ai' });
		trace.finish('agent dial');
		trace.begin('first audio');
		trace.finish('first audio');
		trace.note('barge-in', { discarded_ms: 300 });
		trace.begin('farewell');
		trace.finish('farewell');
		trace.end({ ...ENDED, framesFromCaller: 12, bargeIns: 1, firstAgentAudioMs: 345 });
		await tracing.shutDown(10_000);

		const call = await collector.span('call');
		expect(call).toMatchObject({
			attributes: {
				'call.id': 'ultravox-1',
				'call.uuid': 'plivo-1',
				'call.content_type': 'audio/x-l16;rate=16000',
				'call.ended_by': 'caller',
				'call.reason': 'caller-hangup',
				'call.frames_from_caller': 12,
				'call.barge_ins': 1,
				'call.first_agent_audio_ms': 345,
			},
			events: [{ name: 'barge-in', attributes: { discarded_ms: 300 } }],
			resource: { 'service.name': 'plivo-ultravox-bridge' },
		});
		expect(call.parentSpanId).toBeFalsy();
		expect(call.status.code ?? 0).toBe(0);
		for (const part of ['agent dial', 'first audio', 'farewell']) {
			const { parentSpanId, traceId, status } = await collector.span(part);
			expect([parentSpanId, traceId, status.code ?? 0]).toEqual([call.spanId, call.traceId, 0]);
		}
		expect((await collector.span('agent dial')).attributes).toEqual({
			'server.address': 'voice.ultravox.ai',
		});
		expect(trace.traceparent).toBe(`00-${call.traceId}-${call.spanId}-01`);
	});

	it('tells what failed, and ends what was under way with the call', async () => {
		await start();
		const trace = tracing.openCall(CALL);
		trace.begin('agent dial');
		trace.finish('agent dial', '404');
		trace.begin('resume');
		trace.end(emptyReport(OUTCOMES.agentLost));
		await tracing.shutDown(10_000);
		expect((await collector.span('agent dial')).status).toEqual({ code: 2, message: '404' });
		expect((await collector.span('resume')).status).toMatchObject({ code: 2 });
		expect((await collector.span('call')).status).toEqual({ code: 2, message: 'agent-lost' });
	});

	it('takes each part once at a time, none that was not begun, and nothing after the end', async () => {
		await start();
		const trace = tracing.openCall(CALL);
		trace.finish('farewell');
		trace.begin('resume');
		trace.begin('resume');
		trace.finish('resume');
		trace.finish('resume');
		trace.end(ENDED);
		trace.begin('resume');
		trace.note('barge-in');
		trace.end(ENDED);
		await tracing.shutDown(10_000);
		expect(collector.spans.map(({ name }) => name).sort()).toEqual(['call', 'resume']);
	});

	it('keeps calls apart', async () => {
		await start();
		const traces = [tracing.openCall(CALL), tracing.openCall(CALL)];
		for (const trace of traces) trace.end(ENDED);
		await tracing.shutDown(10_000);
		expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(2);
	});

	it("goes by OpenTelemetry's own variables: headers, name, resource", async () => {
		process.env.OTEL_EXPORTER_OTLP_HEADERS = 'x-tenant=seven,authorization=Bearer%20me';
		process.env.OTEL_SERVICE_NAME = 'the-bridge';
		process.env.OTEL_RESOURCE_ATTRIBUTES = 'deployment.environment.name=test';
		await start();
		tracing.openCall(CALL).end(ENDED);
		await tracing.shutDown(10_000);
		expect((await collector.span('call')).resource).toMatchObject({
			'service.name': 'the-bridge',
			'deployment.environment.name': 'test',
		});
		expect(collector.requests[0]).toMatchObject({
			path: '/v1/traces',
			headers: { 'x-tenant': 'seven', authorization: 'Bearer me' },
		});
	});

	it('does not send what the sampler leaves out, and says so to those who are called', async () => {
		process.env.OTEL_TRACES_SAMPLER = 'always_off';
		await start();
		const trace = tracing.openCall(CALL);
		trace.begin('agent dial');
		trace.end(ENDED);
		await tracing.shutDown(10_000);
		expect(collector.requests).toHaveLength(0);
		expect(trace.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
	});

	it('says once that the collector fails, without its address, and goes on', async () => {
		process.env.OTEL_BSP_SCHEDULE_DELAY = '1';
		collector.status = 400;
		await start();
		for (let call = 1; call <= 3; call++) {
			tracing.openCall(CALL).end(ENDED);
			await eventually('the collector is asked', () => collector.requests.length === call);
		}
		await tracing.shutDown(10_000);
		const warnings = logLines.filter((line) => line.includes('traces are not taken'));
		expect(warnings).toHaveLength(1);
		expect(warnings[0]).toContain('"code":400');
		expect(warnings[0]).not.toContain('127.0.0.1');
	});

	it('does not wait for a collector that answers nothing', async () => {
		process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '100';
		process.env.OTEL_BSP_EXPORT_TIMEOUT = '100';
		collector.status = 0;
		await start();
		// More than the queue takes: neither a fault nor endless memory.
		for (let call = 0; call < 5_000; call++) tracing.openCall(CALL).end(ENDED);
		await tracing.shutDown(50);
		expect(collector.spans).toHaveLength(0);
	});
});

describe('tracing that is not asked for', () => {
	it('is nothing', async () => {
		expect(await startTracing(undefined, pino({ level: 'silent' }))).toBe(NO_TRACING);
		const trace = NO_TRACING.openCall(CALL);
		expect(trace).toBe(NO_TRACE);
		trace.begin('agent dial');
		trace.end(ENDED);
		expect(trace.traceparent).toBeUndefined();
	});
});

describe('where traces go', () => {
	const urlOf = (variables: Record<string, string>) =>
		tracesUrl(
			configFromEnvironment({ BRIDGE_SHARED_SECRET: 'x'.repeat(16), ...variables }).tracing,
		);

	it.each([
		[{}, undefined],
		[{ BRIDGE_OTLP_ENDPOINT: 'http://c:4318' }, 'http://c:4318/v1/traces'],
		[{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://c/otlp/' }, 'https://c/otlp/v1/traces'],
		[
			{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t/x' },
			'http://t/x',
		],
		[
			{ BRIDGE_OTLP_ENDPOINT: 'http://b', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t/x' },
			'http://b/v1/traces',
		],
		[{ BRIDGE_OTLP_ENDPOINT: 'http://b', OTEL_SDK_DISABLED: 'true' }, undefined],
	])('%j', (variables, url) => {
		expect(urlOf(variables as Record<string, string>)).toBe(url);
	});

	it('must be an HTTP address', () => {
		const settings = { sharedSecret: 'x'.repeat(16), tracing: { endpoint: 'grpc://c' } };
		expect(() => readConfig(settings)).toThrow('BRIDGE_OTLP_ENDPOINT must be an address');
	});
});

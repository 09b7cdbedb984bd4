import { sealResume } from '../../nodes/shared/bridgeResume';
import { verifyBridgeEvent } from '../../nodes/shared/bridgeEvents';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FRAME, talk } from './support/audio';
import { FaultBench, SECRET, type FaultCall } from './support/faultBench';
import type { FaultProxy } from './support/faultProxy';

jest.setTimeout(120_000);

describe("the agent's socket dies", () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let way: FaultProxy;
	let call: FaultCall;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, { BRIDGE_AGENT_HEARTBEAT_MS: '2000' });
		way = await bench.proxyToAgent();
		call = await bench.call({ resume: true }, { agent: way });
		await talk(call, 5, 1);
	});
	afterEach(async () => await bench.close());

	/** The answer to the request for another call waits until this is called. */
	const heldBack = () => {
		const { onResume } = bench.sink;
		let answer: () => void = () => undefined;
		bench.sink.onResume = (...request) => {
			answer = () => onResume(...request);
		};
		return () => answer();
	};
	const asked = async () =>
		await eventually('n8n is asked', () => bench.sink.resumeRequests.length === 1);
	const streamEnds = async (reason: string) => {
		expect(await call.plivo.isClosed()).toEqual({ code: 1000, reason });
		expect(await bench.reportOf(call)).toMatchObject({ reason, resumes: 0 });
	};

	it.each([
		['by a reset', () => way.cut()],
		['and nobody is told', () => (way.forth.stalled = way.back.stalled = true)],
	])('%s: the caller hears a filler, and another one goes on', async (_how, lose) => {
		bench.resumable();
		const answer = heldBack();
		const said = call.plivo.heard.length;
		lose();
		await asked();
		await eventually('the filler plays', () => call.plivo.heard.length > said + FRAME * 5);
		answer();
		const agent = await bench.agent.connected(1);
		await agent.isOpen();
		await call.plivo.hasEvent('clearAudio');
		await talk({ ...call, agent }, 20, 2);
		const { data } = await bench.sink.event('resumed');
		expect(data).toMatchObject({ priorCallId: call.claims.callId, callId: 'resumed-1' });
		call.plivo.socket.close(1000);
		expect(await bench.reportOf(call)).toMatchObject({ reason: 'caller-hangup', resumes: 1 });
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
	});

	it('and n8n is asked once, by a signed request', async () => {
		let genuine: boolean | undefined;
		bench.sink.onResume = (request, response, body) => {
			const { 'x-bridge-timestamp': timestamp, 'x-bridge-signature': signature } = request.headers;
			genuine = verifyBridgeEvent({
				rawBody: JSON.stringify(body),
				timestamp: String(timestamp),
				signature: String(signature),
				secret: SECRET,
			});
			response.writeHead(409).end();
		};
		way.cut();
		await streamEnds('agent-lost');
		expect(genuine).toBe(true);
		expect(bench.sink.resumeRequests).toHaveLength(1);
	});

	it('and n8n takes longer than it may: the stream ends, so that Plivo goes on', async () => {
		bench.resumable();
		heldBack();
		way.cut();
		await streamEnds('agent-lost');
	});

	it.each([
		['is a refusal', undefined],
		['is forged', 'a secret of somebody else'],
		['is for another call', SECRET],
	])('and the answer %s: the stream ends', async (_how, secret) => {
		const { joinUrl } = bench.agent;
		bench.sink.onResume = (_request, response) => {
			if (secret === undefined) return void response.writeHead(403).end();
			const claims = { callUuid: 'another', callId: 'resumed-1', joinUrl };
			response.writeHead(200).end(JSON.stringify(sealResume(claims, secret)));
		};
		way.cut();
		await streamEnds('agent-lost');
		expect(bench.agent.connections).toHaveLength(1);
	});

	it('and so does the other one before it is there: the stream ends', async () => {
		bench.resumable();
		bench.agent.refuseWith = 503;
		way.cut();
		await streamEnds('agent-lost');
	});

	it('and the caller hangs up while another one is sought: none is dialled', async () => {
		bench.resumable();
		const answer = heldBack();
		way.cut();
		await asked();
		call.plivo.socket.close(1000);
		expect(await bench.reportOf(call)).toMatchObject({ reason: 'caller-hangup', resumes: 0 });
		answer();
		expect(await bench.call()).toBeDefined();
		expect(bench.agent.connections).toHaveLength(2);
	});
});

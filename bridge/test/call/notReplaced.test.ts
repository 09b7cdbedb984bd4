import { distinctBytes } from '../audioSamples';
import type { AgentConnection } from '../fakes/fakeAgent';
import { LossBench } from './lossBench';

describe('an agent that is not replaced', () => {
	const loss = LossBench.forTests();

	it('ends the stream when it is not replaced, so that the XML goes on', async () => {
		await loss.start();
		loss.bench.sink.onResume = (_request, response) => response.writeHead(409).end();
		const { plivo, agent } = await loss.call();
		agent.socket.terminate();
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
		expect(await loss.over()).toMatchObject({ resumes: 0, reason: 'agent-lost' });
		expect(loss.bench.sink.resumeRequests).toHaveLength(1);
	});

	it('ends the stream when n8n does not answer in time', async () => {
		await loss.start({ resumeMs: 50 });
		loss.neverAnswered();
		const { plivo, agent } = await loss.call();
		agent.socket.terminate();
		expect((await plivo.isClosed()).reason).toBe('agent-lost');
		expect(loss.bench.agent.connections).toHaveLength(1);
		await loss.over();
	});

	it.each([
		['refused', () => (loss.bench.agent.refuseWith = 404), {}],
		['never answered', () => (loss.bench.agent.hang = true), { agentConnectTimeoutMs: 100 }],
	])('ends the stream when the next one is %s', async (_how, prepare, limits) => {
		await loss.start(limits);
		const { plivo, agent } = await loss.call();
		prepare();
		agent.socket.terminate();
		expect((await plivo.isClosed()).reason).toBe('agent-lost');
		expect(loss.bench.sink.resumeRequests).toHaveLength(1);
		await loss.over();
	});

	it.each<[string, number, (agent: AgentConnection) => void]>([
		['its close may say so, and n8n does not', 409, (agent) => agent.socket.close(1001)],
		['n8n says so', 410, (agent) => agent.socket.close(1011)],
	])('had ended the call after all, %s: its farewell is heard', async (_who, status, end) => {
		await loss.start();
		loss.bench.sink.onResume = (_request, response) => response.writeHead(status).end();
		const { plivo, agent } = await loss.call();
		const farewell = distinctBytes(32_000);
		agent.speak(farewell);
		end(agent);
		const checkpoint = await plivo.hasEvent('checkpoint');
		expect(plivo.heard.equals(farewell)).toBe(true);
		plivo.send({ event: 'playedStream', name: checkpoint.name });
		expect((await plivo.isClosed()).code).toBe(1000);
		expect((await loss.over()).reason).toBe('agent-ended');
	});

	it.each([
		['ended the call', (agent: AgentConnection) => agent.socket.close(1000), 'agent-ended'],
		['was lost, in a call that nobody resumes', undefined, 'agent-lost'],
	])('is not replaced when it %s', async (_what, end, reason) => {
		await loss.start();
		const { plivo, agent } = await loss.bench.call({ resume: end !== undefined });
		if (end) end(agent);
		else agent.socket.terminate();
		await plivo.isClosed();
		expect((await loss.over()).reason).toBe(reason);
		expect(loss.bench.sink.resumeRequests).toEqual([]);
	});

	it('is not replaced when it never was there', async () => {
		await loss.start();
		loss.bench.agent.refuseWith = 503;
		const claims = loss.bench.claims({ resume: true });
		const plivo = await loss.bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		expect((await plivo.isClosed()).reason).toBe('agent-refused');
		expect(loss.bench.sink.resumeRequests).toEqual([]);
	});
});

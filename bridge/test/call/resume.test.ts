import type { Socket } from 'node:net';
import type { AgentLoss } from '../../../nodes/shared/bridgeResume';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import type { AgentConnection } from '../fakes/fakeAgent';
import { LossBench } from './lossBench';
import { agentHears, hears, liveCall, nextAgent } from './support';

const LOSSES: Array<[string, (agent: AgentConnection) => void, string, AgentLoss]> = [
	['breaks', (agent) => agent.socket.terminate(), '1006', 'closed'],
	['closes with 1011', (agent) => agent.socket.close(1011), '1011', 'closed'],
	[
		'breaks the protocol',
		({ socket }) =>
			(socket as unknown as { _socket: Socket })._socket.write(Buffer.from([0xff, 0])),
		'1002',
		'broken',
	],
	['closes with 4000', (agent) => agent.socket.close(4000), '4000', 'closed'],
	[
		'closes with 1001, which may mean either',
		(agent) => agent.socket.close(1001),
		'1001',
		'closed',
	],
	[
		'closes without a code, which may mean either',
		(agent) => agent.socket.close(),
		'1005',
		'closed',
	],
];

describe('an agent that is lost', () => {
	const loss = LossBench.forTests();

	it.each(LOSSES)('because it %s: another one goes on', async (_how, lose, reason, told) => {
		await loss.start();
		const lost = await loss.call();
		lose(lost.agent);
		const agent = await nextAgent(loss.bench);
		const speech = distinctBytes(640);
		agent.speak(speech);
		await hears(lost.plivo, speech);
		const words = distinctBytes(640, 2);
		lost.plivo.media(words);
		await agentHears(agent, words);
		expect(loss.bench.sink.resumeRequests.map((request) => request.loss)).toEqual([told]);
		expect((await loss.bench.sink.event('resumed')).data).toEqual({
			reason,
			priorCallId: lost.claims.callId,
			callId: 'resumed-1',
		});
		const live = liveCall(loss.bench, lost);
		expect(live.status()).toMatchObject({ connected: true, resumes: 1 });
		expect(loss.bench.bridge.find('resumed-1')).toBe(live);
		lost.plivo.socket.close(1000);
		expect(await loss.over()).toMatchObject({ resumes: 1, reason: 'caller-hangup' });
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
	});

	it.each(['own', 'ws'] as const)(
		'because it closes and leaves TCP open: another one is asked for at once, frame path %s',
		async (path) => {
			await loss.start({ closeTimeoutMs: 600_000 }, { frames: { path } });
			const lost = await loss.call();
			const { _socket: network } = lost.agent.socket as unknown as { _socket: Socket };
			network.end = () => network;
			lost.agent.socket.close(1011);
			const next = await nextAgent(loss.bench);
			lost.plivo.press('1#');
			await eventually('the digit arrives', () => next.messages.length === 1);
			expect(lost.agent.messages).toEqual([]);
		},
	);

	it('leaves the words of the caller to the next one, the latest of them', async () => {
		await loss.start({ callerQueueMs: 200 });
		const answer = loss.answerLater();
		const lost = await loss.call();
		lost.agent.socket.terminate();
		await loss.asked();
		const words = distinctBytes(640 * 15);
		for (let start = 0; start < words.length; start += 640) {
			lost.plivo.media(words.subarray(start, start + 640));
		}
		lost.plivo.press('5#');
		await eventually(
			'all of it arrived',
			() => liveCall(loss.bench, lost).status().digitCount === 2,
		);
		answer();
		const next = await nextAgent(loss.bench);
		await eventually('the words arrive', () => next.heard.length > 0);
		expect(next.heard.equals(words.subarray(5 * 640))).toBe(true);
		await eventually('the digits arrive', () => next.messages.length === 1);
		expect(liveCall(loss.bench, lost).status().droppedFrames).toBe(5);
	});

	it('leaves a bounded number of messages to the next one, and counts the others', async () => {
		await loss.start();
		const answer = loss.answerLater();
		const lost = await loss.call();
		lost.agent.socket.terminate();
		await loss.asked();
		lost.plivo.press('#'.repeat(40));
		await eventually(
			'all keys arrived',
			() => liveCall(loss.bench, lost).status().digitCount === 40,
		);
		answer();
		const next = await nextAgent(loss.bench);
		await eventually('the messages arrive', () => next.messages.length === 32);
		lost.plivo.socket.close(1000);
		await loss.over();
		expect(loss.bench.logLines.join('')).toContain('"droppedTexts":8');
	});

	it('has its lines before those of the next one', async () => {
		await loss.start();
		const { plivo, agent } = await loss.call();
		const say = (from: AgentConnection, text: string, ordinal: number) =>
			from.tell({ type: 'transcript', role: 'agent', text, final: true, ordinal });
		say(agent, 'one', 0);
		say(agent, 'two', 1);
		await eventually('both are told', () => loss.bench.sink.accepted.length === 3);
		agent.socket.terminate();
		const next = await nextAgent(loss.bench);
		say(next, 'three', 0);
		await eventually('it is told', () => loss.bench.sink.accepted.at(-1)?.data.text === 'three');
		plivo.socket.close(1000);
		expect((await loss.bench.sink.event('ended')).data.transcript).toEqual([
			{ role: 'agent', text: 'one', ordinal: 0 },
			{ role: 'agent', text: 'two', ordinal: 1 },
			{ role: 'agent', text: 'three', ordinal: 2 },
		]);
	});

	it('asks for the call that was lost last, and not more often than allowed', async () => {
		await loss.start({ resumesPerCall: 2 });
		const lost = await loss.call();
		lost.agent.socket.terminate();
		(await nextAgent(loss.bench, 1)).socket.terminate();
		(await nextAgent(loss.bench, 2)).socket.terminate();
		expect(await lost.plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
		expect(loss.bench.sink.resumeRequests.map(({ callId }) => callId)).toEqual([
			lost.claims.callId,
			'resumed-1',
		]);
		expect(await loss.over()).toMatchObject({ resumes: 2, reason: 'agent-lost', endedBy: 'agent' });
	});
});

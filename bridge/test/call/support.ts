import type { LiveCall } from '../../src/call/liveCall';
import { sealResume } from '../../../nodes/shared/bridgeResume';
import { eventually } from '../eventually';
import type { AgentConnection } from '../fakes/fakeAgent';
import type { FakePlivo } from '../fakes/fakePlivo';
import { SECRET, type BenchCall, type TestBench } from '../testBench';

/** What the bridge knows of a call of the bench. */
export function liveCall(bench: TestBench, { claims }: BenchCall): LiveCall {
	const call = bench.bridge.find(claims.callId);
	if (!call) throw new Error('the call is not live');
	return call;
}

/** Waits until everything that either side has sent so far is dealt with, and what the bridge sent because of it has arrived. */
export async function settled({ plivo, agent }: BenchCall): Promise<void> {
	for (const { socket } of [plivo, agent, plivo]) {
		const pong = new Promise((resolve) => socket.once('pong', resolve));
		socket.ping();
		await pong;
	}
}

/** Answers every request for a call that goes on with a new one of the bench's agent; its callId is `resumed-1`, `resumed-2` ... */
export function resumable(bench: TestBench): void {
	let count = 0;
	bench.sink.onResume = (_request, response, { callUuid }) => {
		count += 1;
		const claims = { callUuid, callId: `resumed-${count}`, joinUrl: bench.agent.joinUrl };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(sealResume(claims, SECRET)));
	};
}

/** The agent's next connection, open on both sides. */
export async function nextAgent(bench: TestBench, index = 1): Promise<AgentConnection> {
	const agent = await bench.agent.connected(index);
	await agent.isOpen();
	return agent;
}

/** Waits until this audio has come to Plivo after everything that came before. */
export async function hears(plivo: FakePlivo, audio: Buffer): Promise<void> {
	await eventually('the caller hears it', () => plivo.heard.subarray(-audio.length).equals(audio));
}

/** Waits until the audio of the last message to the agent is this. */
export async function agentHears(agent: AgentConnection, audio: Buffer): Promise<void> {
	await eventually('the agent hears it', () => agent.audio.at(-1)?.equals(audio));
}

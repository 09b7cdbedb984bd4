import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import WebSocket from 'ws';
import type { LabCall } from '../../lab/src/plivo/labCall';
import { upgradeSignatureHeaders } from '../../lab/src/plivo/signedHeaders';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

const SORRY = 'We lost the line, sorry.';
const steps = [{ step: 'sentence', sentence: SORRY }];
/** Through a bridge a lost agent is replaced first. */
const notResumed = { bridgeOptions: { resume: false } };

/** Milliseconds of silence on the line, by its own clock, that a caller takes for the end of the call. */
const LONG_SILENCE_MS = 8_000;

/** From the end of the agent's only sentence to the beginning of the ladder's. */
function silenceMs({ heard: [greeting, sentence] }: LabCall): number {
	return (sentence?.startedAtMs ?? Infinity) - (greeting?.endedAtMs ?? 0);
}

const byLadder = { hangupSource: 'Answer XML', callStatus: 'completed' };

const agentCallOf = (callUuid: string) =>
	[...world.lab.ultravox.calls.values()].find(
		({ settings }) => settings.metadata?.plivoCallUuid === callUuid,
	);

describe.each(['direct', 'bridge'] as const)('audio path %s', (audioPath) => {
	test.concurrent(
		'the agent loses its socket in mid-call: the ladder goes on, and Ended says why',
		async () => {
			const workflow = await world.answering({ audioPath, ladder: { steps }, ...notResumed });
			const call = workflow.call([{ waitForUtterance: /good day/ }, { waitForUtterance: /sorry/ }]);
			await call.waitForHeard(/good day/);
			agentCallOf(call.uuid)?.loseSocket();
			const end = await call.waitForEnd();
			expect(call.heard.map(({ text }) => text)).toEqual(['Reception, good day.', SORRY]);
			expect(silenceMs(call)).toBeLessThan(LONG_SILENCE_MS);
			expect(end).toMatchObject(byLadder);
			const ended = await workflow.ended(call);
			expect(ended.call.outcome).toBe('failed');
			expect(['connection_error', 'system_error']).toContain(ended.call.endReason);
			expect(ended.steps?.map(({ by }) => by)).toEqual(['agent', 'sentence']);
			if (audioPath === 'bridge') {
				expect(ended.bridge?.report).toMatchObject({ reason: 'agent-lost' });
			}
		},
	);

	test('the agent cannot be joined: the ladder goes on, and Ended says so', async () => {
		const workflow = await world.answering({ audioPath, ladder: { steps } });
		const refusal = world.lab.ultravox.faults.add({
			match: ({ host }) => host === 'voice',
			status: 503,
			times: 9,
		});
		const call = workflow.call();
		const end = await call.waitForEnd();
		refusal.remove();
		expect(refusal.hits).toBeGreaterThanOrEqual(1);
		expect(call.heard.map(({ text, complete }) => [text, complete])).toEqual([[SORRY, true]]);
		expect(call.heard[0]?.startedAtMs).toBeLessThan(LONG_SILENCE_MS);
		expect(end).toMatchObject(byLadder);
		expect(agentCallOf(call.uuid)?.joined).toBeUndefined();
		const ended = await workflow.ended(call);
		expect(ended.call).toMatchObject({ outcome: 'failed', transcript: [] });
		expect(ended.steps?.map(({ by }) => by)).toEqual(['agent', 'sentence']);
	});

	test.concurrent('a lost agent is followed by the next one', async () => {
		const other = world.agent({ greeting: 'The second agent here.' });
		const workflow = await world.answering({
			audioPath,
			ladder: { steps: [{ step: 'agent', agent: { __rl: true, mode: 'id', value: other } }] },
			...notResumed,
		});
		const call = workflow.call([
			{ waitForUtterance: /good day/ },
			{ waitForUtterance: /second/ },
			{ hangUp: true },
		]);
		await call.waitForHeard(/good day/);
		agentCallOf(call.uuid)?.loseSocket();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual([
			'Reception, good day.',
			'The second agent here.',
		]);
		expect((await workflow.ended(call)).call).toMatchObject({
			agentId: other,
			outcome: 'completed',
		});
	});
});

test.concurrent(
	'the agent loses its socket in mid-call, through the bridge: another one goes on with the conversation',
	async () => {
		const workflow = await world.answering({ audioPath: 'bridge', ladder: { steps } });
		const call = workflow.call([
			{ waitForUtterance: /good day/ },
			{ waitForUtterance: /good day/ },
			{ say: 'Thanks, bye.' },
		]);
		await call.waitForHeard(/good day/);
		const lost = agentCallOf(call.uuid);
		lost?.loseSocket();
		const end = await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).not.toContain(SORRY);
		expect(call.heard[call.heard.length - 1]?.text).toBe('Goodbye, thanks for calling.');
		expect(end).toMatchObject(byLadder);
		const ended = await workflow.ended(call);
		expect(ended.call).toMatchObject({ callId: lost?.callId, outcome: 'completed' });
		expect(ended.callIds).toEqual([lost?.callId, expect.any(String)]);
		expect(ended.bridge?.report).toMatchObject({ reason: 'agent-ended', resumes: 1 });
		const said = (ended.call.transcript as Array<{ text: string }>).map(({ text }) => text);
		expect(said[0]).toBe('Reception, good day.');
		expect(said.slice(-2)).toEqual(['Thanks, bye.', 'Goodbye, thanks for calling.']);
	},
);

test('the bridge is killed in mid-call: the caller is not left in silence, and a new bridge takes the next call', async () => {
	const workflow = await world.answering({ audioPath: 'bridge', ladder: { steps } });
	const call = workflow.call([{ waitForUtterance: /good day/ }, { waitForUtterance: /sorry/ }]);
	await call.waitForHeard(/good day/);
	await world.bridge.crash();
	const end = await call.waitForEnd();
	expect(call.heard.map(({ text }) => text)).toEqual(['Reception, good day.', SORRY]);
	expect(silenceMs(call)).toBeLessThan(LONG_SILENCE_MS);
	expect(end).toMatchObject(byLadder);
	const ended = await workflow.ended(call);
	expect(ended.call).toMatchObject({ outcome: 'failed', endReason: 'connection_error' });
	expect(ended.bridge).toBeNull();
	// The words are known all the same: Ultravox has them.
	expect(ended.call.transcript).toEqual([{ role: 'agent', text: 'Reception, good day.' }]);

	await world.restartBridge();
	const next = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }]);
	await next.waitForEnd();
	expect(next.heard.map(({ text }) => text)).toEqual(['Reception, good day.']);
});

test('the bridge is not there when the call comes: the ladder goes on', async () => {
	const workflow = await world.answering({ audioPath: 'bridge', ladder: { steps } });
	await world.bridge.crash();
	try {
		const call = workflow.call();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
	} finally {
		await world.restartBridge();
	}
});

test.concurrent('a stream token is good for one call only', async () => {
	const workflow = await world.answering({ audioPath: 'bridge' });
	const call = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }]);
	await call.waitForEnd();
	const address = /<Stream[^>]*>(ws:[^<]+)<\/Stream>/.exec(call.documents[0] ?? '')?.[1] ?? '';
	const again = new WebSocket(address, {
		headers: upgradeSignatureHeaders(address, 'http', world.lab.plivo.account),
	});
	const [, response] = (await once(again, 'unexpected-response')) as [unknown, IncomingMessage];
	again.on('error', () => undefined);
	again.terminate();
	expect(response.statusCode).toBe(401);
});

test.concurrent('an old bridge is found when the workflow is published', async () => {
	const old = createServer((_request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ status: 'ok', version: '0.0.1', tokenVersions: [0] }));
	});
	await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
	const { port } = old.address() as { port: number };
	const credential = await world.api.createCredential('An old bridge', 'voiceBridgeApi', {
		publicUrl: `ws://127.0.0.1:${port}`,
		controlUrl: `http://127.0.0.1:${port}`,
		sharedSecret: 'does-not-matter-here',
	});
	const workflow = await world.workflow({
		phoneNumbers: [world.number()],
		audioPath: 'bridge',
		agent: { __rl: true, mode: 'id', value: world.agent() },
	});
	workflow.useCredential('voiceBridgeApi', credential);
	await workflow.change({});
	try {
		await expect(workflow.publish()).rejects.toThrow(/update the bridge/);
		expect(world.lab.plivo.account.numbers.get(workflow.number.slice(1))?.app_id ?? '').toBe('');
	} finally {
		await new Promise((resolve) => old.close(resolve));
	}
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});

import type { IDataObject } from 'n8n-workflow';
import { eventually } from '../../bridge/test/eventually';
import { joinedCalls, RelayedCalls, SECRET } from './support/relayedCalls';

let calls: RelayedCalls;

afterEach(async () => await calls.close());

describe.each(['agent', 'workflow'] as const)(
	'a call answered by the %s, through a bridge',
	(by) => {
		test('the agent is lost, another one goes on, and Ended tells the whole conversation', async () => {
			calls = await RelayedCalls.start(by);
			const call = await calls.call();
			await eventually('the greeting is in the messages', () => call.agent.messages.length > 1);
			call.agent.loseSocket();
			const [, next] = await joinedCalls(calls, call.callUuid, 2);
			await eventually('the bridge tells of it', () =>
				calls.trigger.answered.some(({ type }) => type === 'resumed'),
			);
			expect(calls.trigger.answered.filter(({ type }) => type === 'resume')).toEqual([
				{ type: 'resume', status: 200 },
			]);
			expect(next?.settings).toMatchObject({
				medium: call.agent.settings.medium,
				metadata: { plivoCallUuid: call.callUuid, bridgeLostCallId: call.agent.callId },
			});
			// What was said before stands there too.
			await eventually('its words are in the messages', () => {
				const spoken = next?.messages.filter(({ role }) => role === 'MESSAGE_ROLE_AGENT');
				return (spoken?.length ?? 0) > 1;
			});
			expect(call.plivo.closed).toBeUndefined();

			const ended = await calls.hangUp(call);
			expect(ended).toMatchObject({
				call: { callId: call.agent.callId, callUuid: call.callUuid, outcome: 'completed' },
				callIds: [call.agent.callId, next?.callId],
				ultravox: { callId: next?.callId, endReason: 'hangup' },
				bridge: { report: { reason: 'caller-hangup', resumes: 1 } },
			});
			const { transcript } = ended.call as { transcript: IDataObject[] };
			expect(transcript).toEqual([
				{ role: 'agent', text: expect.stringMatching(/^Good/) as string },
				{ role: 'agent', text: 'Good day.' },
			]);
			const kept = JSON.stringify([calls.trigger.items, ended]);
			expect(kept).not.toContain(SECRET);
			expect(kept).not.toContain(next?.joinToken);
			expect(calls.trigger.items[1]).toHaveLength(1);
		});
	},
);

test('with resuming turned off the stream ends, and the ladder goes on', async () => {
	calls = await RelayedCalls.start('agent', { bridgeOptions: { resume: false } });
	const call = await calls.call();
	call.agent.loseSocket();
	await call.plivo.isClosed();
	expect(await calls.afterStream(call)).toContain('<Speak');
	expect(calls.trigger.answered.map(({ type }) => type)).not.toContain('resume');
	expect(calls.agentCalls(call.callUuid)).toHaveLength(1);
});

test('Ultravox has no room for another call: the stream ends, and the ladder goes on', async () => {
	calls = await RelayedCalls.start();
	const call = await calls.call();
	calls.ultravox.faults.add({
		match: ({ method, path }) => method === 'POST' && path.startsWith('/api/calls'),
		status: 429,
		times: 9,
	});
	call.agent.loseSocket();
	await call.plivo.isClosed();
	expect(calls.trigger.answered).toContainEqual({ type: 'resume', status: 502 });
	expect(await calls.afterStream(call)).toContain('<Speak');
});

test('the other agent says goodbye: nothing more is heard', async () => {
	calls = await RelayedCalls.start();
	const call = await calls.call();
	call.agent.loseSocket();
	const [, next] = await joinedCalls(calls, call.callUuid, 2);
	next?.end('agent_hangup');
	await call.plivo.isClosed();
	expect(await calls.afterStream(call)).toMatch(/<Response><Hangup/);
});

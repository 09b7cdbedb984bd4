import type { IDataObject } from 'n8n-workflow';
import { eventually } from '../../bridge/test/eventually';
import { PHONE_AGENT } from './support/answerCallBench';
import type { EngineRun } from './support/runWorkflow';
import { RelayedCalls, SECRET } from './support/relayedCalls';

let calls: RelayedCalls;

beforeAll(async () => {
	calls = await RelayedCalls.start();
});

afterAll(async () => await calls.close());

const jsonOf = (run: EngineRun): IDataObject[] => {
	expect(run.error?.message).toBeUndefined();
	expect(run.stored).not.toContain(SECRET);
	return (run.items(PHONE_AGENT) ?? []).map(({ json }) => json);
};

describe('Phone Agent > Live Call against a real bridge', () => {
	test('a call is found, read, muted, held and hung up', async () => {
		const call = await calls.call();
		const item = { call: { callId: call.agent.callId } };
		const operation = async (name: string) => {
			const [json] = jsonOf(await calls.run('liveCall', name, {}, item));
			return json?.bridge as IDataObject;
		};

		const [live] = jsonOf(await calls.run('liveCall', 'getMany', { simplify: false }));
		expect(live).toMatchObject({
			call: { callId: call.agent.callId, callUuid: call.callUuid, status: 'in-progress' },
			bridge: { contentType: 'audio/x-l16;rate=16000', muted: false, held: false },
		});

		const greeted = await eventually('the greeting is in the messages', () =>
			call.agent.messages.find(({ role }) => role === 'MESSAGE_ROLE_AGENT'),
		);
		const [read] = jsonOf(await calls.run('liveCall', 'get', {}, item));
		expect(read?.call).toMatchObject({
			transcript: [{ role: 'agent', text: greeted.text }],
		});

		expect(await operation('mute')).toMatchObject({ muted: true, held: false });
		expect(await operation('hold')).toMatchObject({ muted: true, held: true });
		expect(await operation('resume')).toMatchObject({ muted: true, held: false });
		expect(await operation('unmute')).toMatchObject({ muted: false, held: false });

		jsonOf(await calls.run('liveCall', 'hangUp', {}, item));
		await call.plivo.isClosed();
		expect(await calls.afterStream(call)).toMatch(/<Response><Hangup/);
		await eventually('the bridge forgets the call', () => calls.bridge.callCount === 0);
		const again = await calls.run('liveCall', 'hangUp', {}, item);
		expect(again.error?.message).toMatch(/^The bridge did not find it: No such call/);
		expect(jsonOf(await calls.run('liveCall', 'getMany'))).toEqual([]);
		const ended = await calls.hangUp(call);
		expect(ended).toMatchObject({
			call: { outcome: 'completed' },
			bridge: { report: { reason: 'hung-up', endedBy: 'bridge' } },
		});
	});

	test("Plivo's ID of the call is as good", async () => {
		const call = await calls.call();
		const callId = { __rl: true, mode: 'id', value: call.callUuid };
		const [read] = jsonOf(await calls.run('liveCall', 'get', { callId }));
		expect(read?.call).toMatchObject({ callId: call.agent.callId });
		await calls.hangUp(call);
	});
});

import { useLab } from './support/socketWorld';

const world = useLab();

describe('send_data_message', () => {
	const send = (callId: string, body: unknown) =>
		world.lab.api('POST', `/api/calls/${callId}/send_data_message`, body);

	test('reaches a call in progress, and only then', async () => {
		const { call, joinUrl } = await world.createSocketCall({
			name: 'Ava',
			greeting: 'Good morning.',
		});
		const text = { type: 'user_text_message', text: 'The parcel is here', urgency: 'immediate' };
		expect((await send(call.callId, text)).status).toBe(422);
		const caller = await world.join(joinUrl);
		await caller.phone.waitForHeard(/Good morning/);
		expect((await send(call.callId, text)).status).toBe(204);
		await caller.phone.waitForHeard(/parcel/);
		const forced = { type: 'forced_agent_message', content: 'Please hold the line.' };
		expect((await send(call.callId, forced)).status).toBe(204);
		await caller.phone.waitForHeard(/hold the line/);
		expect((await send(call.callId, { type: 'hang_up', message: 'Goodbye.' })).status).toBe(204);
		expect(await call.waitForEnd(8000)).toBe('agent_hangup');
		expect((await send(call.callId, text)).status).toBe(422);
		caller.phone.close();
	});

	test.each<[string, Record<string, unknown>, string]>([
		['no type', {}, 'type'],
		['a type only clients send', { type: 'ping' }, 'type'],
		['no text', { type: 'user_text_message' }, 'text'],
		['a text that is none', { type: 'user_text_message', text: 3 }, 'text'],
		[
			'an urgency nobody knows',
			{ type: 'user_text_message', text: 'x', urgency: 'now' },
			'urgency',
		],
		['a content that is none', { type: 'forced_agent_message', content: {} }, 'content'],
		['tool calls that are no list', { type: 'forced_agent_message', toolCalls: {} }, 'toolCalls'],
		['a message that is none', { type: 'hang_up', message: 1 }, 'message'],
	])('%s is refused', async (_, body, field) => {
		const { call } = await world.createSocketCall({ name: 'Ava' });
		const answer = await send(call.callId, body);
		expect([answer.status, Object.keys(answer.body)]).toEqual([400, [field]]);
	});
});

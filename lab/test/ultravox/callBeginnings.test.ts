import { useLab } from './support/socketWorld';

interface MessagePage {
	results: { role: string; medium?: string; text: string }[];
}

const world = useLab();

describe('how a call begins', () => {
	const messages = async (callId: string) => {
		const { body } = await world.lab.api<MessagePage>('GET', `/api/calls/${callId}/messages`);
		return body.results;
	};
	const create = async (query: string, body: Record<string, unknown> = {}) => {
		const answer = await world.lab.api<{ callId: string; joinUrl: string; agentId: string | null }>(
			'POST',
			`/api/calls?${query}`,
			{ medium: { serverWebSocket: { inputSampleRate: 16000 } }, ...body },
		);
		expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
		return answer.body;
	};

	test('with a hidden prompt, unless there is something to answer or it is not wanted', async () => {
		const user = { initialMessages: [{ role: 'MESSAGE_ROLE_USER', text: 'Hello' }] };
		const agent = { initialMessages: [{ role: 'MESSAGE_ROLE_AGENT', text: 'Hello' }] };
		const count = async (query: string, body: Record<string, unknown>) =>
			(await messages((await create(query, body)).callId)).length;
		expect(await count('', {})).toBe(1);
		expect(await count('', user)).toBe(1);
		expect(await count('', agent)).toBe(2);
		expect(await count('enableGreetingPrompt=false', {})).toBe(0);
		expect(await count('enableGreetingPrompt=false', agent)).toBe(1);
		const refused = await world.lab.api('POST', '/api/calls?enableGreetingPrompt=maybe', {});
		expect(refused.status).toBe(400);
	});

	test('without the prompt the agent waits to be spoken to', async () => {
		const { callId, joinUrl } = await create('enableGreetingPrompt=false');
		const caller = await world.join(joinUrl);
		caller.phone.say('Anybody there');
		await caller.phone.waitForHeard(/Anybody there/);
		const spoken = (await messages(callId)).filter(
			({ medium }) => medium === 'MESSAGE_MEDIUM_VOICE',
		);
		expect(spoken[0]).toMatchObject({ role: 'MESSAGE_ROLE_USER', text: 'Anybody there' });
	});

	test('with the words of the agent, which a request that names no others takes away', async () => {
		const agent = world.lab.ultravox.addAgent({
			name: 'Ava',
			greeting: 'Hello from the script.',
			callTemplate: { firstSpeakerSettings: { agent: { text: 'Clinic, good day.' } } },
		});
		const heard = async (body: Record<string, unknown>) => {
			const { body: call } = await world.lab.api<{ joinUrl: string }>(
				'POST',
				`/api/agents/${agent.agentId}/calls`,
				{ medium: { serverWebSocket: { inputSampleRate: 16000 } }, ...body },
			);
			const caller = await world.join(call.joinUrl);
			await caller.phone.waitForHeard(/./);
			return caller.phone.texts[0];
		};
		expect(await heard({})).toBe('Clinic, good day.');
		const speaks = (settings: object) => ({ firstSpeakerSettings: { agent: settings } });
		expect(await heard(speaks({ text: 'Other words.' }))).toBe('Other words.');
		expect(await heard(speaks({ prompt: 'Greet them.' }))).toBe('Hello from the script.');
		expect(await heard(speaks({}))).toBe('Hello, this is Ava.');
	});

	test('from an earlier one, which may have been of an agent', async () => {
		const { call } = await world.createSocketCall({ name: 'Ava', systemPrompt: 'Be nice.' });
		const query = `priorCallId=${call.callId}`;
		const next = await create(query);
		expect(next).toMatchObject({ agentId: null, systemPrompt: 'Be nice.' });
		world.lab.ultravox.variants.priorCallKeepsAgent = true;
		expect((await create(query)).agentId).toBe(call.agent?.agentId);
		expect((await world.lab.api('POST', '/api/calls?priorCallId=last', {})).status).toBe(400);
	});

	test('with an external voice only where there is a key for its provider', async () => {
		const externalVoice = { lmnt: { voiceId: 'lily' } };
		const refused = await world.lab.api('POST', '/api/calls', { externalVoice });
		expect(refused.body).toEqual({ externalVoice: { lmnt: [expect.any(String)] } });
		await world.lab.api('PATCH', '/api/accounts/me/tts_api_keys', { lmnt: 'key-of-lmnt' });
		await create('', { externalVoice });
		const own = { generic: { url: 'https://example.com/speak', body: { text: '{text}' } } };
		await create('', { externalVoice: own });
	});

	test('with a duration of more than an hour, or not', async () => {
		await create('', { maxDuration: '7200s' });
		world.lab.ultravox.variants.longestCall = 'anHour';
		await create('', { maxDuration: '3600s' });
		const refused = await world.lab.api('POST', '/api/calls', { maxDuration: '3600.1s' });
		expect(refused.body).toEqual({ maxDuration: [expect.any(String)] });
	});
});

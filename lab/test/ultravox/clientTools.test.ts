import { LONG, useLab } from './support/socketWorld';

const world = useLab();

const SCRIPT = {
	toolCalls: [
		{
			when: 'order',
			toolName: 'lookUpOrder',
			parameters: { number: 7 },
			say: 'It is {result}.',
			sayOnError: 'Sorry: {error}.',
		},
	],
};

async function askForTheOrder(callTemplate = {}) {
	const { call, joinUrl } = await world.createSocketCall({
		name: 'Ava',
		greeting: 'Hi.',
		script: SCRIPT,
		callTemplate,
	});
	const caller = await world.join(joinUrl);
	await caller.phone.waitForHeard(/Hi/);
	caller.sendMessage({ type: 'user_text_message', text: 'my order' });
	const invocation = await caller.waitForMessage(
		({ type }) => type === 'client_tool_invocation',
		'the invocation',
	);
	return { call, caller, invocation };
}

describe('client tools', () => {
	test('the conversation stands still until the client answers, then goes on', async () => {
		const { call, caller, invocation } = await askForTheOrder();
		expect(invocation).toMatchObject({ toolName: 'lookUpOrder', parameters: { number: 7 } });
		caller.sendMessage({ type: 'user_text_message', text: 'hurry', urgency: 'immediate' });
		caller.sendMessage({
			type: 'client_tool_result',
			invocationId: invocation.invocationId,
			result: 'on its way',
		});
		await caller.phone.waitForHeard(/hurry/);
		expect(caller.phone.texts).toEqual(['Hi.', 'It is on its way.', 'I heard hurry.']);
		expect(call.messages.filter(({ toolName }) => toolName)).toMatchObject([
			{ role: 'MESSAGE_ROLE_TOOL_CALL', text: '{"number":7}' },
			{ role: 'MESSAGE_ROLE_TOOL_RESULT', text: 'on its way' },
		]);
	});

	test('errorType undefined unfreezes it as well', async () => {
		const { call, caller, invocation } = await askForTheOrder();
		caller.sendMessage({
			type: 'client_tool_result',
			invocationId: invocation.invocationId,
			errorType: 'undefined',
			errorMessage: 'no such tool',
		});
		await caller.phone.waitForHeard(/^Sorry: no such tool\.$/);
		expect(call.messages.find(({ errorDetails }) => errorDetails)).toMatchObject({
			role: 'MESSAGE_ROLE_TOOL_RESULT',
			errorDetails: 'no such tool',
		});
	});

	test('nobody answers: the tool times out', async () => {
		const { caller } = await askForTheOrder({
			selectedTools: [
				{ temporaryTool: { modelToolName: 'lookUpOrder', client: {}, timeout: '0.3s' } },
			],
		});
		await caller.phone.waitForHeard(/^Sorry: timeout\.$/);
	});

	test('an answer may hang up', async () => {
		const { call, caller, invocation } = await askForTheOrder();
		caller.sendMessage({
			type: 'client_tool_result',
			invocationId: invocation.invocationId,
			responseType: 'hang-up',
			result: JSON.stringify({ message: 'Done, bye.' }),
		});
		await caller.waitForClose();
		caller.phone.close();
		expect(caller.phone.texts).toContain('Done, bye.');
		expect(await call.waitForEnd(2000)).toBe('agent_hangup');
	});

	test('an answer with the reaction "listens" leaves the agent silent', async () => {
		const { caller, invocation } = await askForTheOrder();
		caller.sendMessage({
			type: 'client_tool_result',
			invocationId: invocation.invocationId,
			agentReaction: 'listens',
			result: 'secret',
		});
		caller.sendMessage({ type: 'user_text_message', text: 'and now?' });
		await caller.phone.waitForHeard(/and now/);
		expect(caller.phone.texts).toEqual(['Hi.', 'I heard and now?.']);
	});

	test('a result for no invocation is noted', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava', greeting: LONG });
		const caller = await world.join(joinUrl);
		caller.sendMessage({ type: 'client_tool_result', invocationId: 'x', result: '' });
		caller.sendMessage({ type: 'ping', timestamp: 1 });
		await caller.waitForMessage(({ type }) => type === 'pong', 'a pong');
		const dropped = world.lab.log.find(({ kind }) => kind === 'dropped');
		expect(dropped?.summary).toBe(`call ${call.callId}: a message of type client_tool_result`);
	});
});

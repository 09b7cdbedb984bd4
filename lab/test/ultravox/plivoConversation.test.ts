import { eventually } from './support/labUnderTest';
import { LONG, useLab } from './support/socketWorld';

/** More than a second. */
const FAREWELL = `Goodbye. ${LONG}`;
const world = useLab();

describe('a conversation over a plivo join URL', () => {
	test.each([
		['audio/x-l16', 16000],
		['audio/x-l16', 8000],
		['audio/x-mulaw', 8000],
	] as const)('in %s at %i Hz both sides hear each other', async (encoding, rate) => {
		const { call, joinUrl } = await world.createCall(
			{ name: 'Ava', greeting: 'Hello {{name}}.' },
			{ medium: { plivo: {} }, templateContext: { name: 'Mia' } },
		);
		const caller = await world.joinAsPlivo(joinUrl, encoding, rate);
		await caller.phone.waitForHeard(/^Hello Mia\.$/);
		caller.phone.say('Good morning');
		await call.waitForHeard(/^Good morning$/, 5000);
		await caller.phone.waitForHeard(/^I heard Good morning\.$/);
	});

	test('barge-in is a clearAudio for the stream', async () => {
		const { joinUrl } = await world.createCall(
			{ name: 'Ava', greeting: LONG },
			{ medium: { plivo: {} } },
		);
		const caller = await world.joinAsPlivo(joinUrl);
		await eventually(() => caller.phone.speaking || undefined, 'the agent to speak');
		caller.phone.say('Stop please');
		await caller.phone.waitForHeard(/I heard Stop please/);
		expect(caller.events.filter(({ event }) => event === 'clearAudio')).toEqual([
			{ event: 'clearAudio', streamId: caller.streamId },
		]);
		expect(caller.phone.heard[0]?.complete).toBe(false);
	});

	test('keys pressed quickly are one message, and it is answered', async () => {
		const { call, joinUrl } = await world.createCall(
			{ name: 'Ava', greeting: 'Hi.' },
			{ medium: { plivo: {} } },
		);
		const caller = await world.joinAsPlivo(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		caller.press('4');
		caller.press('2');
		await caller.phone.waitForHeard(/^I heard 42\.$/);
		expect(call.history.textsToAgent).toEqual(['42']);
		expect(call.messages.filter(({ text }) => text === '42')).toMatchObject([
			{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_TEXT' },
		]);
	});

	test('dtmfHandling: another text, or nothing at all', async () => {
		const worded = await world.createCall(
			{ name: 'Ava', greeting: 'Hi.' },
			{ medium: { plivo: { dtmfHandling: { userTextMessage: { text: 'Keys {digits}' } } } } },
		);
		const first = await world.joinAsPlivo(worded.joinUrl);
		first.press('7');
		await first.phone.waitForHeard(/^I heard Keys 7\.$/);
		const ignoring = await world.createCall(
			{ name: 'Ava', greeting: 'Hi.' },
			{ medium: { plivo: { dtmfHandling: { ignore: true } } } },
		);
		const second = await world.joinAsPlivo(ignoring.joinUrl);
		second.press('7');
		second.phone.say('Hello');
		await second.phone.waitForHeard(/I heard Hello/);
		expect(ignoring.call.history.textsToAgent).toEqual([]);
	});

	test('goodbye: the words are heard, then the server closes', async () => {
		const { call, joinUrl } = await world.createCall(
			{
				name: 'Ava',
				greeting: 'Hi.',
				script: { replies: [{ when: 'bye', say: FAREWELL, then: 'hangUp' }] },
			},
			{ medium: { plivo: {} } },
		);
		const caller = await world.joinAsPlivo(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		caller.phone.say('Bye');
		await caller.waitForClose();
		caller.phone.close();
		expect(caller.phone.texts).toContain(FAREWELL);
		expect(caller.unplayedAtCloseMs).toBeLessThan(500);
		expect(await call.waitForEnd(2000)).toBe('agent_hangup');
		// The word of Plivo that all of it was played is waited for, also where it never comes.
		expect(caller.events.at(-1)).toMatchObject({
			event: 'checkpoint',
			streamId: caller.streamId,
			name: expect.any(String) as string,
		});
	});

	test('the caller hangs up: hangup', async () => {
		const { call, joinUrl } = await world.createCall(
			{ name: 'Ava', greeting: 'Hi.' },
			{ medium: { plivo: {} } },
		);
		const caller = await world.joinAsPlivo(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		caller.hangUp();
		expect(await call.waitForEnd(2000)).toBe('hangup');
	});

	test('REST can speak into the call, and end it', async () => {
		const { call, joinUrl } = await world.createCall(
			{ name: 'Ava', greeting: 'Hi.' },
			{ medium: { plivo: {} } },
		);
		const path = `/api/calls/${call.callId}/send_data_message`;
		const early = await world.lab.api('POST', path, { type: 'hang_up' });
		expect(early.status).toBe(422);
		const caller = await world.joinAsPlivo(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		const forced = { type: 'forced_agent_message', content: 'Your order has shipped.' };
		expect((await world.lab.api('POST', path, forced)).status).toBe(204);
		await caller.phone.waitForHeard(/^Your order has shipped\.$/);
		expect((await world.lab.api('POST', path, { type: 'ping' })).status).toBe(400);
		await world.lab.api('POST', path, { type: 'hang_up', message: 'We close now.' });
		await caller.waitForClose();
		caller.phone.close();
		expect(caller.phone.texts).toContain('We close now.');
		expect(await call.waitForEnd(2000)).toBe('agent_hangup');
		expect((await world.lab.api('POST', path, { type: 'hang_up' })).status).toBe(422);
	});

	test('a scripted client tool is not offered to Plivo', async () => {
		const { call, joinUrl } = await world.createCall(
			{
				name: 'Ava',
				greeting: 'Hi.',
				script: { toolCalls: [{ when: 'order', toolName: 'lookUp', sayOnError: 'No idea.' }] },
			},
			{ medium: { plivo: {} } },
		);
		const caller = await world.joinAsPlivo(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		caller.phone.say('Where is my order?');
		await caller.phone.waitForHeard(/^No idea\.$/);
		expect(world.lab.log.find(({ kind }) => kind === 'dropped')?.summary).toContain(call.callId);
	});
});

import { LONG, useLab } from './support/socketWorld';
import { eventually } from './support/labUnderTest';

/** More than a second. */
const FAREWELL = `Goodbye and good luck. ${LONG}`;
const world = useLab();

describe('a conversation over a serverWebSocket', () => {
	test.each([8000, 16000] as const)(
		'the greeting and an answer are heard at %i Hz, and the agent hears the caller',
		async (rate) => {
			const { call, joinUrl } = await world.createSocketCall(
				{
					name: 'Ava',
					greeting: 'Hello {{name}}, what can I do?',
					script: { replies: [{ when: /parcel/, say: 'It is in {{city}}.' }] },
				},
				{ templateContext: { name: 'Mia', city: 'Oslo' } },
				{ inputSampleRate: rate, outputSampleRate: rate },
			);
			const caller = await world.join(joinUrl, rate);
			await caller.phone.waitForHeard(/^Hello Mia, what can I do\?$/);
			caller.phone.say('Where is my parcel?');
			const heard = await call.waitForHeard(/parcel/, 5000);
			expect(heard).toMatchObject({ text: 'Where is my parcel?', complete: true });
			await caller.phone.waitForHeard(/^It is in Oslo\.$/);
		},
	);

	test('transcripts: one text, deltas, the final text; both sides share the ordinals', async () => {
		const { joinUrl } = await world.createSocketCall({
			name: 'Ava',
			greeting: 'Hello there, dear caller.',
		});
		const caller = await world.join(joinUrl);
		await caller.phone.waitForHeard(/Hello/);
		caller.phone.say('Good day');
		await caller.waitForMessage(
			({ type, role, final, text }) =>
				type === 'transcript' &&
				role === 'agent' &&
				final === true &&
				/Good day/.test(String(text)),
			'the final transcript of the answer',
		);
		const transcripts = caller.ofType('transcript');
		const greeting = transcripts.filter(({ ordinal }) => ordinal === 0);
		expect(greeting[0]).toMatchObject({ role: 'agent', text: 'Hello', delta: null, final: false });
		expect(greeting.slice(1, -1).every(({ text, delta }) => text === null && delta)).toBe(true);
		expect(
			greeting
				.slice(0, -1)
				.map(({ text, delta }) => text ?? delta)
				.join(''),
		).toBe('Hello there, dear caller.');
		expect(greeting.at(-1)).toMatchObject({ text: 'Hello there, dear caller.', final: true });
		expect(transcripts.filter(({ ordinal }) => ordinal === 1)).toEqual([
			{
				type: 'transcript',
				role: 'user',
				medium: 'voice',
				text: 'Good day',
				delta: null,
				final: true,
				ordinal: 1,
			},
		]);
		expect(transcripts.at(-1)).toMatchObject({ role: 'agent', ordinal: 2, final: true });
	});

	test('states follow the talk, and call_started comes first', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava', greeting: 'Hi.' });
		const caller = await world.join(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		caller.phone.say('Hello');
		await caller.phone.waitForHeard(/I heard Hello/);
		await eventually(
			() => caller.ofType('state').length >= 6 || undefined,
			'the agent to listen again',
		);
		expect(caller.messages[0]).toEqual({ type: 'call_started', callId: call.callId });
		expect(caller.ofType('state').map(({ state }) => state)).toEqual([
			'listening',
			'speaking',
			'listening',
			'thinking',
			'speaking',
			'listening',
		]);
	});

	test('barge-in: the buffer is cleared, and only what was spoken is in the transcript', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava', greeting: LONG });
		const caller = await world.join(joinUrl);
		await eventually(() => caller.phone.speaking || undefined, 'the agent to speak');
		await caller.waitForMessage(
			({ type, delta }) => type === 'transcript' && delta === ' goes',
			'some words to be spoken',
		);
		caller.phone.say('Stop please');
		await caller.waitForMessage(({ type }) => type === 'playback_clear_buffer', 'the clear');
		await caller.phone.waitForHeard(/I heard Stop please/);
		const [greeting] = caller.phone.heard;
		expect(greeting?.complete).toBe(false);
		expect(LONG.startsWith(greeting?.text ?? '-')).toBe(true);
		const final = caller.ofType('transcript').find((m) => m.ordinal === 0 && m.final === true);
		expect(LONG.startsWith(String(final?.text))).toBe(true);
		expect(String(final?.text).length).toBeLessThan(LONG.length);
		expect(call.messages.find(({ role }) => role === 'MESSAGE_ROLE_AGENT')?.text).toBe(final?.text);
	});

	test('audio comes ahead of real time, but never by more than clientBufferSizeMs', async () => {
		const ahead = await world.createSocketCall({ name: 'Ava', greeting: LONG });
		const far = await world.join(ahead.joinUrl);
		await far.phone.waitForHeard(/Hello|long story/);
		expect(far.phone.mostQueuedMs).toBeGreaterThan(1000);
		const paced = await world.createSocketCall(
			{ name: 'Ava', greeting: LONG },
			{},
			{ clientBufferSizeMs: 60 },
		);
		const near = await world.join(paced.joinUrl);
		await near.phone.waitForHeard(/./);
		expect(near.phone.mostQueuedMs).toBeLessThan(1000);
	});

	test('an uninterruptible greeting goes on, and the caller is answered after it', async () => {
		const { call, joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{ firstSpeakerSettings: { agent: { text: LONG, uninterruptible: true } } },
		);
		const caller = await world.join(joinUrl);
		await eventually(() => caller.phone.speaking || undefined, 'the agent to speak');
		caller.phone.say('Stop');
		await call.waitForHeard(/Stop/, 5000);
		await caller.phone.waitForHeard(/I heard Stop/);
		expect(caller.phone.heard[0]).toMatchObject({ text: LONG, complete: true });
		expect(caller.ofType('playback_clear_buffer')).toEqual([]);
	});

	test('the agent says goodbye: its words are heard before the socket closes', async () => {
		const { call, joinUrl } = await world.createSocketCall({
			name: 'Ava',
			greeting: 'Hi.',
			script: { replies: [{ when: 'bye', say: FAREWELL, then: 'hangUp' }] },
		});
		const caller = await world.join(joinUrl);
		await caller.phone.waitForHeard(/Hi/);
		caller.phone.say('Bye');
		expect(await caller.waitForClose()).toEqual({ code: 1000 });
		caller.phone.close();
		expect(caller.phone.texts).toContain(FAREWELL);
		expect(caller.unplayedAtCloseMs).toBeLessThan(500);
		expect(await call.waitForEnd(2000)).toBe('agent_hangup');
	});

	test('the caller speaks first, or is greeted after a while', async () => {
		const { call, joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{ firstSpeakerSettings: { user: { fallback: { delay: '0.3s', text: 'Anybody there?' } } } },
		);
		const caller = await world.join(joinUrl);
		await caller.phone.waitForHeard(/^Anybody there\?$/);
		const messages = await eventually(
			() => (call.messages.length > 0 ? call.messages : undefined),
			'the greeting among the messages',
		);
		expect(messages.map(({ text }) => text)).toEqual(['Anybody there?']);
	});

	test('typed text is answered; urgent text interrupts', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava', greeting: LONG });
		const caller = await world.join(joinUrl);
		await eventually(() => caller.phone.speaking || undefined, 'the agent to speak');
		caller.sendMessage({ type: 'user_text_message', text: 'Keys: 42', urgency: 'immediate' });
		await caller.phone.waitForHeard(/^I heard Keys: 42\.$/);
		expect(caller.ofType('playback_clear_buffer')).toHaveLength(1);
		expect(call.history.textsToAgent).toEqual(['Keys: 42']);
	});

	test('ping is answered with the same timestamp', async () => {
		const { joinUrl } = await world.createSocketCall({ name: 'Ava' });
		const caller = await world.join(joinUrl);
		caller.sendMessage({ type: 'ping', timestamp: 12.5 });
		expect(await caller.waitForMessage(({ type }) => type === 'pong', 'a pong')).toEqual({
			type: 'pong',
			timestamp: 12.5,
		});
	});

	test('data messages that are off by default come when they are switched on', async () => {
		const quiet = await world.createSocketCall({ name: 'Ava', greeting: 'Hi.' });
		const first = await world.join(quiet.joinUrl);
		first.phone.say('Hello');
		await first.phone.waitForHeard(/I heard Hello/);
		expect(first.ofType('user_started_speaking')).toEqual([]);
		const chatty = await world.createSocketCall(
			{ name: 'Ava', greeting: 'Hi.' },
			{},
			{ dataMessages: { userStartedSpeaking: true, transcript: false } },
		);
		const second = await world.join(chatty.joinUrl);
		second.phone.say('Hello');
		await second.phone.waitForHeard(/I heard Hello/);
		expect(second.ofType('user_started_speaking')).toHaveLength(1);
		expect(second.ofType('transcript')).toEqual([]);
	});
});

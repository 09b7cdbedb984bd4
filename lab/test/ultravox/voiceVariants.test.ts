import { eventually } from './support/labUnderTest';
import { LONG, useLab } from './support/socketWorld';
import {
	defaultUltravoxVariants,
	ultravoxVariantAlternatives,
} from '../../src/ultravox/ultravoxVariants';

const world = useLab();

/** A short call over a serverWebSocket, up to the agent's goodbye. */
async function wholeCall() {
	const { call, joinUrl } = await world.createSocketCall({
		name: 'Ava',
		greeting: 'Good morning, dear caller.',
		script: { replies: [{ when: 'bye', say: 'Goodbye then.', then: 'hangUp' }] },
	});
	const caller = await world.join(joinUrl);
	await caller.phone.waitForHeard(/^Good morning, dear caller\.$/);
	caller.phone.say('Bye');
	const { code } = await caller.waitForClose();
	caller.phone.close();
	expect(caller.phone.texts).toContain('Goodbye then.');
	return { call, caller, code };
}

describe('variants', () => {
	test('every switch has other values than its default', () => {
		for (const [name, value] of Object.entries(defaultUltravoxVariants)) {
			const others = ultravoxVariantAlternatives[name as keyof typeof ultravoxVariantAlternatives];
			expect(others.length).toBeGreaterThan(0);
			expect(others).not.toContain(value);
		}
	});

	test.each([
		[20, 640],
		[60, 1920],
		[100, 3200],
	] as const)('outputChunkMs %i', async (outputChunkMs, bytes) => {
		world.lab.ultravox.variants.outputChunkMs = outputChunkMs;
		const { caller } = await wholeCall();
		expect(caller.frameBytes.filter((length) => length === bytes).length).toBeGreaterThan(2);
		expect(Math.max(...caller.frameBytes)).toBe(bytes);
	});

	test('outputChunkMs odd: frames end in mid-sample, utterances do not', async () => {
		world.lab.ultravox.variants.outputChunkMs = 'odd';
		const { caller } = await wholeCall();
		expect(caller.frameBytes.filter((length) => length % 2 === 1).length).toBeGreaterThan(2);
		expect(caller.frameBytes.reduce((sum, length) => sum + length, 0) % 2).toBe(0);
	});

	test('outputChunkMs odd: what came before a clear is whole samples', async () => {
		world.lab.ultravox.variants.outputChunkMs = 'odd';
		const { joinUrl } = await world.createSocketCall(
			{ name: 'Ava', greeting: LONG, script: { otherwise: LONG } },
			{},
			{ clientBufferSizeMs: 60 },
		);
		const caller = await world.join(joinUrl);
		for (let clears = 1; clears <= 5; clears++) {
			const before = caller.frameBytes.length;
			await eventually(
				() => caller.frameBytes.length > before + clears || undefined,
				'the agent to speak',
			);
			caller.sendMessage({ type: 'user_text_message', text: 'Stop', urgency: 'immediate' });
			await eventually(() => caller.bytesBeforeClear.length === clears || undefined, 'the clear');
		}
		expect(caller.bytesBeforeClear.map((bytes) => bytes % 2)).toEqual([0, 0, 0, 0, 0]);
	});

	test('silenceWhileIdle: frames come although nobody speaks', async () => {
		const talk = async () => {
			const { joinUrl } = await world.createSocketCall(
				{ name: 'Ava' },
				{ firstSpeakerSettings: { user: {} } },
			);
			const caller = await world.join(joinUrl);
			await eventually(() => caller.phone.sentMs > 200 || undefined, 'some time to pass');
			return caller.frameBytes.length;
		};
		expect(await talk()).toBe(0);
		world.lab.ultravox.variants.silenceWhileIdle = true;
		expect(await talk()).toBeGreaterThan(2);
	});

	test.each([
		[1000, 1000],
		[1005, 1005],
		[1006, 1006],
		[1011, 1011],
	] as const)('closeCode %i', async (closeCode, seen) => {
		world.lab.ultravox.variants.closeCode = closeCode;
		const { call, code } = await wholeCall();
		expect(code).toBe(seen);
		expect(await call.waitForEnd(2000)).toBe('agent_hangup');
	});

	test('endLagMs: the Call object learns of the end later than the socket', async () => {
		world.lab.ultravox.variants.endLagMs = 400;
		const { call } = await wholeCall();
		const path = `/api/calls/${call.callId}`;
		expect((await world.lab.api('GET', path)).body).toMatchObject({ ended: null, endReason: null });
		await call.waitForEnd(3000);
		expect((await world.lab.api('GET', path)).body).toMatchObject({ endReason: 'agent_hangup' });
	});

	test('billingLagMs: the bill comes after the end', async () => {
		const { call } = await wholeCall();
		const path = `/api/calls/${call.callId}`;
		await call.waitForEnd(2000);
		const billed = await eventually(async () => {
			const { body } = await world.lab.api('GET', path);
			return body.billingStatus === 'BILLING_STATUS_PENDING' ? undefined : body;
		}, 'the bill');
		expect(billed).toMatchObject({ billingStatus: 'BILLING_STATUS_BILLED', billedDuration: '6s' });
	});

	test('finalTranscriptAfterClose: the goodbye is final only among the messages', async () => {
		world.lab.ultravox.variants.finalTranscriptAfterClose = true;
		const { call, caller } = await wholeCall();
		const finals = caller
			.ofType('transcript')
			.filter(({ role, final }) => role === 'agent' && final === true)
			.map(({ text }) => text);
		expect(finals).toEqual(['Good morning, dear caller.']);
		await call.waitForEnd(2000);
		const said = await eventually(
			() => call.transcript.find(({ text }) => text === 'Goodbye then.'),
			'the goodbye in the transcript of the lab',
		);
		expect(said.final).toBe(true);
	});

	test('userTranscriptLagMs: later ordinals overtake the user', async () => {
		world.lab.ultravox.variants.userTranscriptLagMs = 300;
		const { caller } = await wholeCall();
		const order = caller.ofType('transcript').map(({ ordinal }) => Number(ordinal));
		expect(order.indexOf(2)).toBeGreaterThan(-1);
		expect(order.indexOf(2)).toBeLessThan(order.indexOf(1));
	});

	test('strayMessages: unknown types and harmless errors', async () => {
		world.lab.ultravox.variants.strayMessages = true;
		const { caller } = await wholeCall();
		expect(caller.messages.map(({ type }) => type)).toEqual(
			expect.arrayContaining(['lab_unheard_of', 'error', 'transcript']),
		);
	});

	test.each(['beforeAudio', 'afterAudio'] as const)('speakingState %s', async (speakingState) => {
		world.lab.ultravox.variants.speakingState = speakingState;
		const { caller } = await wholeCall();
		const [audio, speaking] = ['audio', 'state:speaking'].map((what) =>
			caller.arrivals.indexOf(what),
		);
		expect([audio, speaking]).not.toContain(-1);
		expect(Number(speaking) < Number(audio)).toBe(speakingState === 'beforeAudio');
	});

	test.each(['played', 'sent'] as const)('speakingUntil %s', async (speakingUntil) => {
		world.lab.ultravox.variants.speakingUntil = speakingUntil;
		const { caller } = await wholeCall();
		const after = caller.arrivals.slice(caller.arrivals.indexOf('state:speaking'));
		const [listening, final] = ['state:listening', 'transcript:final'].map((what) =>
			after.indexOf(what),
		);
		expect([listening, final]).not.toContain(-1);
		expect(Number(listening) < Number(final)).toBe(speakingUntil === 'sent');
	});

	test.each(['spoken', 'full'] as const)(
		'interruptedTranscript %s',
		async (interruptedTranscript) => {
			world.lab.ultravox.variants.interruptedTranscript = interruptedTranscript;
			const { joinUrl } = await world.createSocketCall({ name: 'Ava', greeting: LONG });
			const caller = await world.join(joinUrl);
			await eventually(() => caller.phone.speaking || undefined, 'the agent to speak');
			caller.sendMessage({ type: 'user_text_message', text: 'Stop', urgency: 'immediate' });
			const final = await caller.waitForMessage(
				({ type, ordinal, final: isFinal }) =>
					type === 'transcript' && ordinal === 0 && isFinal === true,
				'the final text',
			);
			if (interruptedTranscript === 'full') expect(final.text).toBe(LONG);
			else expect(String(final.text).length).toBeLessThan(LONG.length);
		},
	);

	test("greetingTemplated: whether the first speaker's text knows the context", async () => {
		const greet = async () => {
			const { joinUrl } = await world.createSocketCall(
				{ name: 'Ava' },
				{
					firstSpeakerSettings: { agent: { text: 'Hello {{name}}.' } },
					templateContext: { name: 'Mia' },
				},
			);
			const caller = await world.join(joinUrl);
			await caller.phone.waitForHeard(/Hello/);
			return caller.phone.texts[0];
		};
		expect(await greet()).toBe('Hello Mia.');
		world.lab.ultravox.variants.greetingTemplated = false;
		expect(await greet()).toBe('Hello {{name}}.');
	});
});

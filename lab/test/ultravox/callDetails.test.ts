import { decodeWav } from '../../src/audio/wav';
import { UtteranceDecoder } from '../../src/audio/utterance';
import { LAB_ULTRAVOX_API_KEY } from '../../src/ultravox/ultravoxState';
import { useLab } from './support/socketWorld';

interface MessagePage {
	results: { role: string; medium?: string; text: string }[];
	next: string | null;
}

const world = useLab();

/** A short call that was recorded, from the greeting to the goodbye. */
async function shortCall() {
	const { call, joinUrl } = await world.createSocketCall(
		{ name: 'Ava', greeting: 'Good morning.' },
		{ recordingEnabled: true },
	);
	const caller = await world.join(joinUrl);
	await caller.phone.waitForHeard(/Good morning/);
	caller.phone.say('Hello Ava');
	await caller.phone.waitForHeard(/I heard Hello Ava/);
	return { call, caller, path: `/api/calls/${call.callId}` };
}

describe('what belongs to a call', () => {
	test('messages begin with the hidden prompt and come in pages', async () => {
		const { call, caller, path } = await shortCall();
		caller.hangUp();
		await call.waitForEnd(2000);
		const first = await world.lab.api<MessagePage>('GET', `${path}/messages?pageSize=2`);
		const next = first.body.next?.replace(world.lab.ultravox.apiUrl, '') ?? '';
		const second = await world.lab.api<MessagePage>('GET', next);
		const messages = [...first.body.results, ...second.body.results];
		expect(messages[0]).toMatchObject({
			role: 'MESSAGE_ROLE_USER',
			medium: 'MESSAGE_MEDIUM_TEXT',
		});
		expect(messages.slice(1).map(({ role, medium, text }) => [role, medium, text])).toEqual([
			['MESSAGE_ROLE_AGENT', 'MESSAGE_MEDIUM_VOICE', 'Good morning.'],
			['MESSAGE_ROLE_USER', 'MESSAGE_MEDIUM_VOICE', 'Hello Ava'],
			['MESSAGE_ROLE_AGENT', 'MESSAGE_MEDIUM_VOICE', expect.stringContaining('I heard')],
		]);
	});

	test('the recording holds both voices, and is there only when the call is over', async () => {
		const { call, caller, path } = await shortCall();
		expect((await world.lab.api('GET', `${path}/recording`)).status).toBe(404);
		caller.hangUp();
		await call.waitForEnd(2000);
		const response = await fetch(`${world.lab.ultravox.apiUrl}${path}/recording`, {
			headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY },
		});
		expect(response.headers.get('content-type')).toBe('audio/wav');
		const { sampleRate, samples } = decodeWav(Buffer.from(await response.arrayBuffer()));
		expect(sampleRate).toBe(16000);
		const ear = new UtteranceDecoder(16000);
		ear.push(samples);
		ear.flush();
		expect(ear.heard.map(({ text }) => text)).toEqual([
			'Good morning.',
			'Hello Ava',
			'I heard Hello Ava.',
		]);
	});

	test('a redirected recording must be fetched without the key', async () => {
		world.lab.ultravox.variants.recordingDelivery = 'redirect';
		const { call, caller, path } = await shortCall();
		caller.hangUp();
		await call.waitForEnd(2000);
		const { status, headers } = await world.lab.api('GET', `${path}/recording`);
		expect(status).toBe(302);
		const location = headers.get('location') ?? '';
		expect(new URL(location).origin).not.toBe(world.lab.ultravox.apiUrl);
		const wrong = await fetch(location, { headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY } });
		expect(wrong.status).toBe(400);
		const right = await fetch(location);
		expect(right.status).toBe(200);
		expect(decodeWav(Buffer.from(await right.arrayBuffer())).samples.length).toBeGreaterThan(0);
	});

	test('a call that was not recorded has no recording', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		(await world.join(joinUrl)).hangUp();
		await call.waitForEnd(2000);
		const { status } = await world.lab.api('GET', `/api/calls/${call.callId}/recording`);
		expect(status).toBe(404);
	});

	test('events are filtered by severity and type', async () => {
		const { call } = await world.createSocketCall({ name: 'Ava' });
		call.noteEvent('debug', 'detail', 'Fine.');
		call.noteEvent('warning', 'audio_underflow', 'A gap.');
		const types = async (query: string) => {
			const path = `/api/calls/${call.callId}/events${query}`;
			const { body } = await world.lab.api<{ results: { type: string }[] }>('GET', path);
			return body.results.map(({ type }) => type);
		};
		expect(await types('')).toEqual(['audio_underflow']);
		expect(await types('?minimum_severity=debug')).toEqual(['detail', 'audio_underflow']);
		expect(await types('?type=other')).toEqual([]);
	});

	test('audio that comes much too fast is noted as overflow', async () => {
		const { call, joinUrl } = await world.createSocketCall({ name: 'Ava' });
		const caller = await world.join(joinUrl);
		for (let i = 0; i < 4; i++) caller.socket.send(Buffer.alloc(32_000));
		const event = await call.waitFor(
			() => call.history.events.find(({ type }) => type === 'audio_overflow'),
			5000,
			() => 'the event',
		);
		expect(event.severity).toBe('warning');
	});

	test('there is one stage', async () => {
		const { call } = await world.createSocketCall({ name: 'Ava', systemPrompt: 'Be nice.' });
		const path = `/api/calls/${call.callId}/stages`;
		const { body } = await world.lab.api<{ results: { callStageId: string }[] }>('GET', path);
		expect(body.results).toMatchObject([{ systemPrompt: 'Be nice.' }]);
		const id = body.results[0]?.callStageId ?? '';
		expect((await world.lab.api('GET', `${path}/${id}`)).status).toBe(200);
		expect((await world.lab.api('GET', `${path}/${call.callId}`)).status).toBe(404);
	});

	test('a recording that is not there has the status of the variant', async () => {
		world.lab.ultravox.variants.missingRecordingStatus = 400;
		const { call } = await world.createSocketCall({ name: 'Ava' });
		const { status } = await world.lab.api('GET', `/api/calls/${call.callId}/recording`);
		expect(status).toBe(400);
	});

	test.each(['minimum_severity=loud', 'type='])('events with %s are refused', async (query) => {
		const { call } = await world.createSocketCall({ name: 'Ava' });
		const { status } = await world.lab.api('GET', `/api/calls/${call.callId}/events?${query}`);
		expect(status).toBe(400);
	});
});

describe('the sound of a message', () => {
	const audio = async (path: string, stage: string, index: number | string) =>
		await world.lab.api<Buffer>('GET', `${path}/stages/${stage}/messages/${index}/audio`);

	test('is what was said', async () => {
		const { call, caller, path } = await shortCall();
		caller.hangUp();
		await call.waitForEnd(2000);
		const stage = call.history.callStageId;
		const { status, headers, body } = await audio(path, stage, 2);
		expect([status, headers.get('content-type')]).toEqual([200, 'audio/wav']);
		const { sampleRate, samples } = decodeWav(body);
		expect(sampleRate).toBe(16000);
		const ear = new UtteranceDecoder(16000);
		ear.push(samples);
		ear.flush();
		expect(ear.heard.map(({ text }) => text)).toEqual(['Hello Ava']);
		world.lab.ultravox.variants.messageAudioType = 'application/octet-stream';
		const other = await audio(path, stage, 2);
		expect(other.headers.get('content-type')).toBe('application/octet-stream');
		// The hidden prompt was never said; there is no message 99; an index is a number.
		for (const index of [0, 99, 'x']) expect((await audio(path, stage, index)).status).toBe(404);
		expect((await audio(path, call.callId, 2)).status).toBe(404);
	});
});

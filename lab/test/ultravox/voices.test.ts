import { decodeWav, encodeWav } from '../../src/audio/wav';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface Voice {
	voiceId: string;
	name: string;
	description: string | null;
	previewUrl: string;
	definition: Record<string, unknown>;
}

interface VoicePage {
	results: Voice[];
	next: string | null;
}

const ELEVEN_LABS = { elevenLabs: { voiceId: 'v1', model: 'turbo', speed: 1.1 } };
const SAMPLE = encodeWav({ sampleRate: 8000, samples: new Int16Array(800) });

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

function recording(
	fields: Record<string, string>,
	bytes: Uint8Array<ArrayBuffer> = SAMPLE as never,
) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	form.set('file', new Blob([bytes], { type: 'audio/wav' }), 'me.wav');
	return form;
}

async function createVoice(body: unknown): Promise<Voice> {
	const answer = await lab.api<Voice>('POST', '/api/voices', body);
	expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
	return answer.body;
}

async function names(query: string): Promise<string[]> {
	const { body } = await lab.api<VoicePage>('GET', `/api/voices?${query}`);
	return body.results.map(({ name }) => name);
}

describe('cloned voices', () => {
	test('come from a form with a recording', async () => {
		const voice = await createVoice(recording({ name: 'Me', language: 'en-US' }));
		expect(voice).toMatchObject({
			name: 'Me',
			description: expect.stringContaining('Voice cloned on') as string,
			primaryLanguage: 'en-US',
			languageLabel: '🇺🇸 English (United States)',
			ownership: 'private',
			billingStyle: 'VOICE_BILLING_STYLE_INCLUDED',
		});
		const call = await lab.api('POST', '/api/calls', { voice: 'Me' });
		expect(call.status).toBe(201);
	});

	test('the form is kept without its bytes', async () => {
		await createVoice(recording({ name: 'Me' }));
		expect(JSON.parse(JSON.stringify(lab.ultravox.requests.at(-1)?.body))).toEqual({
			name: 'Me',
			file: { fileName: 'me.wav', contentType: 'audio/wav', sizeBytes: SAMPLE.length },
		});
	});

	test.each([
		['no name', recording({}), 'name'],
		['a name too long', recording({ name: 'x'.repeat(41) }), 'name'],
		['a name that is taken', recording({ name: 'Lab-Cloned' }), 'name'],
		['a language that is none', recording({ name: 'Me', language: '!' }), 'language'],
		['a file that is no recording', recording({ name: 'Me' }, new Uint8Array([1, 2])), 'file'],
		['an empty form', new FormData(), 'file'],
	])('%s is refused', async (_, form, field) => {
		const { status, body } = await lab.api('POST', '/api/voices', form);
		expect(status).toBe(400);
		expect(body).toHaveProperty(field);
	});

	test('the plan limits how many there are', async () => {
		await createVoice(recording({ name: 'One' }));
		expect((await lab.api('POST', '/api/voices', recording({ name: 'Two' }))).status).toBe(403);
		lab.ultravox.variants.planRefusalStatus = 402;
		expect((await lab.api('POST', '/api/voices', recording({ name: 'Two' }))).status).toBe(402);
		lab.ultravox.account.allowedVoices = null;
		await createVoice(recording({ name: 'Two' }));
	});

	test('a form where only JSON is known is refused, and so is a broken form', async () => {
		const headers = { 'x-api-key': 'LABKEY00.labultravoxkey00000000000000000000' };
		const elsewhere = await lab.api('POST', '/api/webhooks', recording({ name: 'Me' }));
		expect(elsewhere.status).toBe(415);
		const broken = await fetch(`${lab.ultravox.apiUrl}/api/voices`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
			body: 'no form',
		});
		expect(broken.status).toBe(400);
	});
});

describe('external voices', () => {
	test('are created, replaced, changed and deleted', async () => {
		const voice = await createVoice({
			name: 'Theirs',
			description: 'Warm',
			primaryLanguage: 'de',
			definition: ELEVEN_LABS,
		});
		const path = `/api/voices/${voice.voiceId}`;
		expect(voice).toMatchObject({
			provider: 'eleven_labs',
			billingStyle: 'VOICE_BILLING_STYLE_EXTERNAL',
			definition: ELEVEN_LABS,
		});
		const patched = await lab.api<Voice>('PATCH', path, { name: 'Ours' });
		expect(patched.body).toMatchObject({ name: 'Ours', description: 'Warm' });
		const lmnt = { lmnt: { voiceId: 'v2' } };
		const put = await lab.api<Voice>('PUT', path, { name: 'Ours', definition: lmnt });
		expect(put.body).toMatchObject({ description: null, provider: 'lmnt', definition: lmnt });
		expect((await lab.api<Voice>('GET', path)).body).toEqual(put.body);
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect((await lab.api('GET', path)).status).toBe(404);
		expect((await lab.api('POST', '/api/calls', { voice: voice.voiceId })).status).toBe(400);
	});

	test('a patch replaces the definition, or merges into it', async () => {
		const { voiceId } = await createVoice({ name: 'Theirs', definition: ELEVEN_LABS });
		const change = { definition: { elevenLabs: { voiceId: 'v9' } } };
		lab.ultravox.variants.patchNestedObject = 'merge';
		const merged = await lab.api<Voice>('PATCH', `/api/voices/${voiceId}`, change);
		expect(merged.body.definition).toEqual({
			elevenLabs: { voiceId: 'v9', model: 'turbo', speed: 1.1 },
		});
		lab.ultravox.variants.patchNestedObject = 'replace';
		const replaced = await lab.api<Voice>('PATCH', `/api/voices/${voiceId}`, change);
		expect(replaced.body.definition).toEqual(change.definition);
	});

	test.each([
		['no definition', { name: 'x' }, 'definition'],
		['no provider', { name: 'x', definition: {} }, 'definition'],
		['two providers', { name: 'x', definition: { ...ELEVEN_LABS, lmnt: {} } }, 'definition'],
		['a speed out of range', { name: 'x', definition: { elevenLabs: { speed: 2 } } }, 'definition'],
		['no place for the text', { name: 'x', definition: { generic: { body: {} } } }, 'definition'],
		['a description too long', { name: 'x', description: 'x'.repeat(241) }, 'description'],
	])('%s is refused', async (_, body, field) => {
		const answer = await lab.api('POST', '/api/voices', body);
		expect(answer.status).toBe(400);
		expect(answer.body).toHaveProperty(field);
	});

	test("the vendor's voices cannot be changed", async () => {
		const [english] = (await lab.api<VoicePage>('GET', '/api/voices?ownership=public')).body
			.results;
		const path = `/api/voices/${english?.voiceId ?? ''}`;
		expect((await lab.api('PATCH', path, { name: 'x' })).status).toBe(403);
		expect((await lab.api('DELETE', path)).status).toBe(403);
	});
});

describe('the list of voices', () => {
	test('every filter has an effect', async () => {
		await createVoice({ name: 'Theirs', definition: ELEVEN_LABS });
		expect(await names('ownership=private')).toEqual(['Lab-Cloned', 'Theirs']);
		expect(await names('billingStyle=VOICE_BILLING_STYLE_EXTERNAL')).toEqual(['Theirs']);
		expect(await names('provider=eleven_labs&provider=inworld')).toEqual([
			'Lab-English',
			'Lab-German',
			'Theirs',
		]);
		expect(await names('search=SPAN')).toEqual(['Lab-Spanish']);
		expect(await names('primaryLanguage=en-GB')).toEqual([
			'Lab-English-UK',
			'Lab-English',
			'Lab-Cloned',
		]);
		for (const query of ['ownership=mine', 'billingStyle=free', 'provider=nobody']) {
			expect((await lab.api('GET', `/api/voices?${query}`)).status).toBe(400);
		}
	});

	test('comes in pages', async () => {
		const first = await lab.api<VoicePage>('GET', '/api/voices?pageSize=3');
		const next = first.body.next?.replace(lab.ultravox.apiUrl, '') ?? '';
		const second = await lab.api<VoicePage>('GET', next);
		expect([...first.body.results, ...second.body.results].map(({ name }) => name)).toEqual(
			await names(''),
		);
	});
});

describe('previews', () => {
	test('are WAV audio', async () => {
		const voice = await createVoice({ name: 'Theirs', definition: ELEVEN_LABS });
		const path = voice.previewUrl.replace(lab.ultravox.apiUrl, '');
		const direct = await lab.api<Buffer>('GET', path);
		expect(decodeWav(direct.body).samples.length).toBeGreaterThan(1000);
	});

	test('may lie elsewhere', async () => {
		lab.ultravox.variants.previewDelivery = 'redirect';
		const [voice] = (await lab.api<VoicePage>('GET', '/api/voices')).body.results;
		const answer = await lab.api('GET', `/api/voices/${voice?.voiceId ?? ''}/preview`);
		expect(answer.status).toBe(302);
		const stored = await fetch(answer.headers.get('location') ?? '');
		expect(decodeWav(Buffer.from(await stored.arrayBuffer())).sampleRate).toBe(16000);
	});

	test('of a voice that is not stored', async () => {
		const body = { name: 'Try', definition: { google: { voiceId: 'Charon' } } };
		const answer = await lab.api<Buffer>('POST', '/api/voice_preview', body);
		expect(decodeWav(answer.body).samples.length).toBeGreaterThan(1000);
		expect(await names('search=Try')).toEqual([]);
		const bad = { name: 'Try', definition: { google: { speakingRate: 9 } } };
		expect((await lab.api('POST', '/api/voice_preview', bad)).status).toBe(400);
	});
});

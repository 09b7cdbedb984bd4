import { encodeUtterance } from '../../../lab/src/audio/utterance';
import { encodeWav } from '../../../lab/src/audio/wav';
import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type { Chosen } from '../plivoVoice/support/accountWorld';
import { byId } from '../plivoVoice/support/accountWorld';
import { fileAsText, ultravox } from '../plivoVoice/support/nodesInARow';
import { said } from '../support/sound';
import { download, fileIn, textFile } from './support/files';
import { UltravoxAccount } from './support/ultravoxAccount';
import { bothProfiles } from './support/ultravoxProfiles';

const RECORDING = encodeWav({
	sampleRate: 16000,
	samples: encodeUtterance('this is how anna speaks', 16000),
});

describe.each(bothProfiles)('voices, %s', (_name, variants) => {
	let account: UltravoxAccount;

	beforeAll(async () => {
		account = await UltravoxAccount.start(variants);
		account.web.on('/anna.wav', { body: RECORDING, type: 'audio/wav' });
	});

	afterAll(async () => await account.close());

	const stored = async ({ value }: Chosen) => await account.console('GET', `/api/voices/${value}`);
	const preview = (voice: Chosen) => ultravox('Preview', 'voice', 'preview', { voice });

	test('a voice that everybody can use is looked for, chosen and listened to', async () => {
		const german = await account.run('voice', 'getMany', {
			returnAll: true,
			filters: {
				ownership: 'public',
				billingStyle: 'VOICE_BILLING_STYLE_INCLUDED',
				primaryLanguage: 'de-DE',
				provider: ['eleven_labs', 'cartesia'],
				search: 'lab',
			},
		});
		expect(german).toMatchObject({ name: 'Lab-German', provider: 'eleven_labs' });
		const voice = await account.fromList('searchVoices', /^Lab-German, .*German$/);
		expect(voice.value).toBe(german.voiceId);
		expect(await account.run('voice', 'get', { voice, simplify: false })).toEqual(
			await stored(voice),
		);

		const execution = await account.inARow(preview(voice), fileAsText);
		expect(executionError(execution)).toBeUndefined();
		const [heard] = outputItems(execution, 'Preview');
		expect(heard?.json).toEqual({ voiceId: voice.value });
		expect(heard?.binary?.data).toMatchObject({
			fileName: `${voice.value}.wav`,
			mimeType: 'audio/wav',
		});
		const file = fileIn(execution);
		const sample = await account.file(`/api/voices/${voice.value}/preview`);
		expect(file.equals(sample)).toBe(true);
		expect(said(file)).toEqual(['This is the voice Lab-German.']);
	});

	test('a voice is cloned from a downloaded recording, speaks, is renamed; a second one is refused; it is deleted', async () => {
		const clone = (name: string) =>
			ultravox('Clone', 'voice', 'clone', {
				name,
				additionalFields: { description: 'From the phone', language: 'en-GB' },
			});
		const from = download(`${account.web.url}/anna.wav`);
		const execution = await account.inARow(from, clone('Anna'));
		expect(executionError(execution)).toBeUndefined();
		const [made] = outputItems(execution, 'Clone');
		const voice = byId(String(made?.json.voiceId));
		expect(await stored(voice)).toEqual(made?.json);
		expect(made?.json).toMatchObject({
			name: 'Anna',
			description: 'From the phone',
			primaryLanguage: 'en-GB',
			ownership: 'private',
			billingStyle: 'VOICE_BILLING_STYLE_INCLUDED',
		});
		expect(account.sent('POST', '/api/voices')).toMatchObject([
			{ file: { fileName: 'anna.wav', contentType: 'audio/wav', sizeBytes: RECORDING.length } },
		]);
		expect(said(fileIn(await account.inARow(preview(voice), fileAsText)))).toEqual([
			'This is the voice Anna.',
		]);

		const more = await account.refusedInARow(from, clone('Bea'));
		expect(more.message).toMatch(/Your plan includes 1 cloned voice/);
		expect(more.description).toMatch(/By default, an account has one cloned voice: delete it/);
		expect(more.description).toContain(`HTTP status ${account.variants.planRefusalStatus}`);
		const text = await account.refusedInARow(...textFile('anna.wav', 'no sound'), clone('Cleo'));
		expect(text.message).toMatch(/holds neither an MP3 nor a WAV file/);

		await account.run('voice', 'update', {
			voice,
			updateFields: { name: 'Anna from sales', description: '', primaryLanguage: 'en-US' },
		});
		expect(await stored(voice)).toEqual({
			...made?.json,
			name: 'Anna from sales',
			description: '',
			primaryLanguage: 'en-US',
			languageLabel: expect.stringContaining('United States') as unknown,
		});
		expect(await account.run('voice', 'delete', { voice })).toEqual({
			voiceId: voice.value,
			deleted: true,
		});
		expect(await account.statusOf(`/api/voices/${voice.value}`)).toBe(404);
		expect(await account.offered('searchVoices', {}, 'Anna')).toEqual([]);
	});

	test('a voice of a provider is listened to before it is created, and changed whole', async () => {
		const definition = { cartesia: { voiceId: 'sonic-anna' } };
		const execution = await account.inARow(
			ultravox('Listen', 'voice', 'previewExternal', { definition }),
			fileAsText,
		);
		expect(executionError(execution)).toBeUndefined();
		expect(outputItems(execution, 'Listen')[0]).toMatchObject({
			json: { provider: 'cartesia' },
			binary: { data: { fileName: 'preview.wav', mimeType: 'audio/wav' } },
		});
		expect(said(fileIn(execution))).toEqual(['This is the voice Preview.']);

		const made = await account.run('voice', 'create', {
			name: 'Sonic Anna',
			definition,
			additionalFields: { primaryLanguage: 'en' },
		});
		expect(made).toMatchObject({ provider: 'cartesia', definition });
		const voice = byId(String(made.voiceId));
		const changed = { cartesia: { voiceId: 'sonic-bea', options: { model: 'sonic-2' } } };
		await account.run('voice', 'update', { voice, updateFields: { definition: changed } });
		expect(await stored(voice)).toEqual({
			...made,
			definition: { cartesia: { voiceId: 'sonic-bea', model: 'sonic-2' } },
		});
	});

	test('the key of a voice service goes out, and is shown nowhere', async () => {
		const token = 'Bearer token-of-the-speech-service';
		const definition = {
			generic: {
				url: 'https://speech.example.com/speak',
				headers: { values: [{ name: 'Authorization', value: account.secret(token) }] },
				body: '{ "say": "{text}" }',
			},
		};
		const made = await account.run('voice', 'create', { name: 'Own service', definition });
		const [sent] = account.sent('POST', '/api/voices').slice(-1);
		expect(sent).toMatchObject({
			name: 'Own service',
			definition: { generic: { headers: { Authorization: token }, body: { say: '{text}' } } },
		});
		const voice = byId(String(made.voiceId));
		await account.run('voice', 'get', { voice, simplify: false });
		await account.items('voice', 'getMany', { returnAll: true, simplify: false });
		const twice = await account.refused('voice', 'create', { name: 'Own service', definition });
		expect(twice.message).toMatch(/A voice with this name already exists/);
		await account.run('voice', 'update', { voice, updateFields: { definition } });
		expect(account.sent('PATCH', `/api/voices/${voice.value}`)).toMatchObject([
			{ definition: { generic: { headers: { Authorization: token } } } },
		]);
	});

	test('models are listed, and offered by name', async () => {
		const { results } = await account.console<{ results: Array<{ name: string }> }>(
			'GET',
			'/api/models?pageSize=100',
		);
		const listed = await account.items('model', 'getMany', { returnAll: true });
		expect(listed).toEqual(results);
		expect(results.length).toBeGreaterThan(0);
		expect(await account.offered('searchModels')).toEqual(
			expect.arrayContaining(results.map(({ name }) => name)),
		);
	});

	test('every operation was executed', () => {
		account.expectExecuted('voice');
		account.expectExecuted('model');
	});
});

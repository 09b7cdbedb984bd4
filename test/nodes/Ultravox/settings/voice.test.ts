import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import {
	anyVoiceSetting,
	languageHintSetting,
	voiceSetting,
} from '../../../../nodes/Ultravox/settings/voice';
import { CALL, chosen, expectTaken, read, TEMPLATE } from './reading';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const amount = (min: number, max = 2_000_000) => fc.integer({ min, max });
const word = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/);
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
	fc.record(fields, { requiredKeys: [] });

/** What each provider can be told (ultravox.md §7.2). */
const PROVIDERS: Record<
	string,
	{ options?: fc.Arbitrary<unknown>; generationConfig?: fc.Arbitrary<unknown> }
> = {
	elevenLabs: {
		options: some({
			model: word,
			speed: between(0.7, 1.2),
			useSpeakerBoost: fc.boolean(),
			style: between(0, 1),
			similarityBoost: between(0, 1),
			stability: between(0, 1),
			pronunciationDictionaries: fc.record({
				values: fc.array(
					fc.record({ dictionaryId: word, versionId: fc.oneof(word, fc.constant('')) }),
					{ minLength: 1 },
				),
			}),
			optimizeStreamingLatency: amount(0, 4),
			maxSampleRate: amount(1, 48_000),
			enableSsmlParsing: fc.boolean(),
		}),
	},
	cartesia: {
		options: some({ model: word }),
		generationConfig: some({
			volume: between(0.5, 2),
			speed: between(0.6, 1.5),
			emotion: word,
			pronunciationDictId: word,
		}),
	},
	lmnt: { options: some({ model: word, speed: between(0.25, 2), conversational: fc.boolean() }) },
	google: { options: some({ speakingRate: between(0.25, 2) }) },
	inworld: {
		options: some({
			modelId: word,
			speakingRate: between(0.5, 1.5),
			temperature: between(0, 2),
			applyTextNormalization: fc.boolean(),
		}),
	},
	respeecher: {
		options: some({
			model: word,
			seed: fc.integer(),
			temperature: between(0, 5),
			topK: fc.oneof(fc.constant(-1), amount(1)),
			topP: between(0.1, 1),
			minP: between(0, 1),
			presencePenalty: between(0, 2),
			repetitionPenalty: between(1, 2),
			frequencyPenalty: between(0, 2),
		}),
	},
};

const external = fc
	.constantFrom(...Object.keys(PROVIDERS))
	.chain((provider) =>
		fc.record({ voiceId: word, ...PROVIDERS[provider] }).map((fields) => ({ [provider]: fields })),
	) as fc.Arbitrary<IDataObject>;

describe('the voice', () => {
	test('of the account is an ID or a name; none is chosen, and nothing is sent', () => {
		expect(read(voiceSetting, { voice: chosen(' Mark ') })).toEqual({ voice: 'Mark' });
		expect(read(voiceSetting, { voice: chosen('', 'list') })).toEqual({});
		expect(read(anyVoiceSetting, {})).toEqual({});
	});

	test('of a provider is what the document of the vendor takes, all fields and none', () => {
		fc.assert(
			fc.property(external, (externalVoice) => {
				const fields = read(anyVoiceSetting, { externalVoice });
				const [provider = ''] = Object.keys(externalVoice);
				expect(Object.keys(fields.externalVoice as IDataObject)).toEqual([provider]);
				expectTaken(TEMPLATE, fields);
				expectTaken(CALL, fields);
			}),
		);
	});

	test('of a provider has all fields that its row in the reference has', () => {
		const elevenLabs = {
			voiceId: 'v',
			options: {
				speed: 0.7,
				pronunciationDictionaries: { values: [{ dictionaryId: 'd', versionId: '' }] },
			},
		};
		expect(read(anyVoiceSetting, { externalVoice: { elevenLabs } })).toEqual({
			externalVoice: {
				elevenLabs: {
					voiceId: 'v',
					speed: 0.7,
					pronunciationDictionaries: [{ dictionaryId: 'd' }],
				},
			},
		});
		const cartesia = {
			voiceId: 'v',
			options: { model: 'sonic-3' },
			generationConfig: { speed: 1.5 },
		};
		expect(read(anyVoiceSetting, { externalVoice: { cartesia } })).toEqual({
			externalVoice: {
				cartesia: { voiceId: 'v', model: 'sonic-3', generationConfig: { speed: 1.5 } },
			},
		});
	});

	test('of another service is its address, with headers and body', () => {
		const generic = {
			url: 'https://speech.example.com',
			headers: { values: [{ name: 'Authorization', value: 'Bearer x' }] },
			body: '{ "say": "{text}" }',
			options: {
				responseSampleRate: 24_000,
				responseWordsPerMinute: 150,
				responseMimeType: 'audio/l16',
				jsonAudioFieldPath: 'audio',
				jsonByteEncoding: 'JSON_BYTE_ENCODING_HEX',
			},
		};
		const fields = read(anyVoiceSetting, { externalVoice: { generic } });
		expect(fields).toEqual({
			externalVoice: {
				generic: {
					url: 'https://speech.example.com',
					headers: { Authorization: 'Bearer x' },
					body: { say: '{text}' },
					...generic.options,
				},
			},
		});
		expectTaken(TEMPLATE, fields);
		expect(() => read(anyVoiceSetting, { externalVoice: { generic: { url: '' } } })).toThrow(
			"'URL' is empty",
		);
	});

	test.each([
		['elevenLabs', { speed: 1.21 }, /'Speed' is 1.21, and has to be 0.7 to 1.2/],
		['lmnt', { speed: 0.2 }, /0.25 to 2/],
		['google', { speakingRate: 2.1 }, /0.25 to 2/],
		['inworld', { speakingRate: 1.6 }, /0.5 to 1.5/],
		['respeecher', { topK: 0 }, /'Top K' is 0, and has to be -1 or greater than 0/],
		['respeecher', { topP: 0 }, /'Top P' is 0/],
		['respeecher', { repetitionPenalty: 0.9 }, /1 to 2/],
	])('of %s does not go beyond %j', (provider, options, problem) => {
		expect(() =>
			read(anyVoiceSetting, { externalVoice: { [provider]: { voiceId: 'v', options } } }),
		).toThrow(problem);
	});

	test('is one: of the account or of a provider, and of one provider', () => {
		const lmnt = { voiceId: 'leah' };
		expect(() => read(anyVoiceSetting, { voice: chosen('Mark'), externalVoice: { lmnt } })).toThrow(
			"'External Voice' and 'Voice' exclude each other",
		);
		expect(() =>
			read(anyVoiceSetting, { externalVoice: { lmnt, google: { voiceId: 'g' } } }),
		).toThrow("'External Voice' has several: Google, LMNT");
		expect(() => read(anyVoiceSetting, { externalVoice: { lmnt: {} } })).toThrow(
			"'Voice ID' is empty",
		);
	});

	test('is changed only when one is chosen, and its own ID is not in the change', () => {
		const voiceOverrides = { elevenLabs: { options: { speed: 1.1 } } };
		const fields = read(voiceSetting, { voice: chosen('Mark'), voiceOverrides });
		expect(fields).toEqual({ voice: 'Mark', voiceOverrides: { elevenLabs: { speed: 1.1 } } });
		expectTaken(TEMPLATE, fields);
		expect(() => read(voiceSetting, { voiceOverrides })).toThrow(
			"'Voice Overrides' change a voice, and none is chosen",
		);
		expect(() =>
			read(anyVoiceSetting, { voiceOverrides, externalVoice: { lmnt: { voiceId: 'v' } } }),
		).toThrow(/change a voice/);
	});

	test('has a hint for the language of at most 16 characters', () => {
		expect(read(languageHintSetting, { languageHint: ' en-US ' })).toEqual({
			languageHint: 'en-US',
		});
		expect(() => read(languageHintSetting, { languageHint: 'x'.repeat(17) })).toThrow(
			"'Language Hint' has 17 characters, and may have 16",
		);
	});
});

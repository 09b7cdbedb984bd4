import type { IDataObject } from 'n8n-workflow';
import type { Variant } from './everyMedium';

const voiceId = 'voice-of-theirs';

/** Most providers: what they can be told stands beside the voice. */
const plain = (name: string, options: IDataObject): Variant => ({
	name,
	parameters: { [name]: { voiceId, options } },
	body: { [name]: { voiceId, ...options } },
});

const GENERATION = { emotion: 'calm', pronunciationDictId: 'd1', speed: 0.6, volume: 2 };
const SPOKEN = {
	jsonAudioFieldPath: 'audio.data',
	jsonByteEncoding: 'JSON_BYTE_ENCODING_HEX',
	responseMimeType: 'audio/l16',
	responseSampleRate: 8000,
	responseWordsPerMinute: 120,
};
const DICTIONARIES = [{ dictionaryId: 'd1', versionId: 'v1' }, { dictionaryId: 'd2' }];
const ELEVEN_LABS = {
	enableSsmlParsing: true,
	maxSampleRate: 24000,
	model: 'eleven_flash_v2_5',
	optimizeStreamingLatency: 4,
	similarityBoost: 0.5,
	speed: 1.2,
	stability: 1,
	style: 0.3,
	useSpeakerBoost: false,
};

/** Every provider of voices with every field that the panel has for it (ultravox.md §7.2). */
export const everyExternalVoice: Variant[] = [
	{
		name: 'elevenLabs',
		parameters: {
			elevenLabs: {
				voiceId,
				options: { ...ELEVEN_LABS, pronunciationDictionaries: { values: DICTIONARIES } },
			},
		},
		body: { elevenLabs: { voiceId, ...ELEVEN_LABS, pronunciationDictionaries: DICTIONARIES } },
	},
	{
		name: 'cartesia',
		parameters: {
			cartesia: { voiceId, options: { model: 'sonic-3' }, generationConfig: GENERATION },
		},
		body: { cartesia: { voiceId, model: 'sonic-3', generationConfig: GENERATION } },
	},
	plain('google', { speakingRate: 0.25 }),
	plain('inworld', {
		applyTextNormalization: false,
		modelId: 'inworld-tts-1-max',
		speakingRate: 1.5,
		temperature: 2,
	}),
	plain('lmnt', { conversational: true, model: 'blizzard', speed: 2 }),
	plain('respeecher', {
		frequencyPenalty: 2,
		minP: 0.1,
		model: '/v1/public/tts/en-rt',
		presencePenalty: 1,
		repetitionPenalty: 1.5,
		seed: -1,
		temperature: 0.5,
		topK: -1,
		topP: 0.5,
	}),
	{
		name: 'generic',
		parameters: {
			generic: {
				url: 'https://speech.example.com/speak',
				headers: { values: [{ name: 'X-Speech', value: 'opens-the-speech' }] },
				body: '{"say": "{text}"}',
				options: SPOKEN,
			},
		},
		body: {
			generic: {
				url: 'https://speech.example.com/speak',
				headers: { 'X-Speech': 'opens-the-speech' },
				body: { say: '{text}' },
				...SPOKEN,
			},
		},
	},
];

export const ANNA = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9';
export const VOICES = '/api/voices';
export const ONE_VOICE = `${VOICES}/${ANNA}`;

const main = {
	voiceId: ANNA,
	name: 'Anna',
	description: null,
	primaryLanguage: 'en-US',
	languageLabel: 'English (United States)',
	previewUrl: 'https://api.ultravox.ai/api/voices/0b1c2d3e/preview',
	ownership: 'private',
	billingStyle: 'VOICE_BILLING_STYLE_EXTERNAL',
	provider: 'ElevenLabs',
};

export const anna = { ...main, definition: { elevenLabs: { voiceId: '21m00Tcm4TlvDq8ikWAM' } } };
/** The same without its definition. */
export const simpleAnna = main;

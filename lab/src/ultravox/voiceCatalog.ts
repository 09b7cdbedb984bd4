import type { JsonObject } from './jsonValue';

/** A voice of the lab: names and ids are the lab's own. */
export interface LabVoice {
	voiceId: string;
	name: string;
	description: string;
	primaryLanguage: string;
	languageLabel: string;
	ownership: 'public' | 'private';
	provider: string;
}

export const labVoices: readonly LabVoice[] = [
	voice('b0000000-0000-4000-8000-000000000001', 'Lab-English', 'en', 'English', 'inworld'),
	voice('b0000000-0000-4000-8000-000000000002', 'Lab-English-UK', 'en-GB', 'English', 'cartesia'),
	voice('b0000000-0000-4000-8000-000000000003', 'Lab-Spanish', 'es', 'Spanish', 'cartesia'),
	voice('b0000000-0000-4000-8000-000000000004', 'Lab-German', 'de', 'German', 'eleven_labs'),
	{
		...voice('b0000000-0000-4000-8000-000000000005', 'Lab-Cloned', 'en', 'English', 'cartesia'),
		ownership: 'private',
	},
];

export const labModels: readonly string[] = [
	'ultravox-v0.7',
	'ultravox-v0.6',
	'ultravox-v0.6-llama3.3-70b',
	'ultravox-v0.6-gemma3-27b',
];

function voice(
	voiceId: string,
	name: string,
	primaryLanguage: string,
	languageLabel: string,
	provider: string,
): LabVoice {
	return {
		voiceId,
		name,
		description: `${languageLabel} voice of the lab`,
		primaryLanguage,
		languageLabel,
		ownership: 'public',
		provider,
	};
}

/** The voice a call names, by id or by its name (ultravox.md §2.1). */
export function findVoice(idOrName: string): LabVoice | undefined {
	return labVoices.find(
		({ voiceId, name }) => voiceId === idOrName || name.toLowerCase() === idOrName.toLowerCase(),
	);
}

/** The Voice object of the API. */
export function voiceJson(voice: LabVoice, apiUrl: string): JsonObject {
	return {
		...voice,
		previewUrl: `${apiUrl}/api/voices/${voice.voiceId}/preview`,
		billingStyle: 'VOICE_BILLING_STYLE_INCLUDED',
		definition: {},
	};
}

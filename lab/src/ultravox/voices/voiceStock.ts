import { nextSequence } from '../sorting';
import type { LabVoice } from './labVoice';

/** The voices that are there from the start: names and ids are the lab's own. */
export function voiceStock(): LabVoice[] {
	return [
		voice(1, 'Lab-English', 'en', 'English', 'inworld'),
		voice(2, 'Lab-English-UK', 'en-GB', 'English', 'cartesia'),
		voice(3, 'Lab-Spanish', 'es', 'Spanish', 'cartesia'),
		voice(4, 'Lab-German', 'de', 'German', 'eleven_labs'),
		{ ...voice(5, 'Lab-Cloned', 'en', 'English', 'cartesia'), ownership: 'private' },
	];
}

function voice(
	number: number,
	name: string,
	primaryLanguage: string,
	language: string,
	provider: string,
): LabVoice {
	return {
		sequence: nextSequence(),
		voiceId: `b0000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
		ownership: 'public',
		billingStyle: 'VOICE_BILLING_STYLE_INCLUDED',
		isClone: false,
		name,
		description: `${language} voice of the lab`,
		primaryLanguage,
		provider,
		definition: {},
	};
}

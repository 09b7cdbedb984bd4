import type { OrderedList } from '../pagination';
import { sequenceText } from '../sorting';
import type { LabVoice } from './labVoice';
import { voiceJson } from './labVoice';

/**
 * The voices that pass the filters of `GET /api/voices`; those of exactly the language asked for stand before
 * other variants of it (OAS).
 */
export function listedVoices(
	voices: Iterable<LabVoice>,
	query: URLSearchParams,
	apiUrl: string,
): OrderedList {
	const ownership = query.get('ownership');
	const billing = query.get('billingStyle');
	const language = query.get('primaryLanguage')?.toLowerCase();
	const providers = query.getAll('provider');
	const search = query.get('search')?.toLowerCase() ?? '';
	const entries = [...voices]
		.filter(
			(voice) =>
				(ownership === null || voice.ownership === ownership) &&
				(billing === null || voice.billingStyle === billing) &&
				(language === undefined ||
					baseLanguage(voice.primaryLanguage) === baseLanguage(language)) &&
				(providers.length === 0 || providers.includes(voice.provider ?? '')) &&
				`${voice.name} ${voice.description ?? ''}`.toLowerCase().includes(search),
		)
		.map((voice) => {
			const isExact = language !== undefined && voice.primaryLanguage?.toLowerCase() === language;
			return {
				position: `${isExact ? 0 : 1} ${sequenceText(voice.sequence)}`,
				json: () => voiceJson(voice, apiUrl),
			};
		});
	entries.sort((a, b) => (a.position < b.position ? -1 : 1));
	return { entries, descending: false };
}

function baseLanguage(language: string | null): string | undefined {
	return language?.split('-')[0]?.toLowerCase();
}

import { notFound } from '../apiErrors';
import type { ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import { paginate } from '../pagination';
import { inGivenOrder } from '../sorting';
import { labModels, labVoices, voiceJson } from '../voiceCatalog';

/** Voices, models and the vendor's own document (ultravox.md §1, §7.2, §7.3). */
export const catalogRoutes: ApiRoutes = {
	'GET /api/voices': ({ state, url }) => {
		const { searchParams } = url;
		const ownership = searchParams.get('ownership');
		const language = searchParams.get('primaryLanguage')?.split('-')[0]?.toLowerCase();
		const providers = searchParams.getAll('provider');
		const search = searchParams.get('search')?.toLowerCase() ?? '';
		const billing = searchParams.get('billingStyle') ?? 'VOICE_BILLING_STYLE_INCLUDED';
		const voices = labVoices.filter(
			(voice) =>
				billing === 'VOICE_BILLING_STYLE_INCLUDED' &&
				(ownership === null || voice.ownership === ownership) &&
				(language === undefined || voice.primaryLanguage.split('-')[0] === language) &&
				(providers.length === 0 || providers.includes(voice.provider)) &&
				`${voice.name} ${voice.description}`.toLowerCase().includes(search),
		);
		const list = inGivenOrder(voices.map((voice) => voiceJson(voice, state.apiUrl)));
		return ok(paginate(list, url));
	},
	'GET /api/voices/{voice_id}': ({ state, parameters }) => {
		const voice = labVoices.find(({ voiceId }) => voiceId === parameters.voice_id);
		if (!voice) throw notFound();
		return ok(voiceJson(voice, state.apiUrl));
	},
	'GET /api/models': ({ url }) =>
		ok(paginate(inGivenOrder(labModels.map((name) => ({ name }))), url)),
	'GET /api/schema/': ({ state, url }) => {
		const { root, yaml } = state.schemas.document;
		if (url.searchParams.get('format') === 'json') return ok(root);
		return {
			status: 200,
			body: yaml,
			headers: { 'content-type': 'application/vnd.oai.openapi' },
		};
	},
};

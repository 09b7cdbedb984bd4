import { randomBytes } from 'node:crypto';
import { prepareUtterance } from '../../audio/utterance';
import { encodeWav } from '../../audio/wav';
import type { FieldProblem } from '../apiErrors';
import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiAnswer, ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, mergeDeep } from '../jsonValue';
import { UploadedFile } from '../multipartBody';
import { paginate } from '../pagination';
import { recordingUrl } from '../recordingStorage';
import type { UltravoxState } from '../ultravoxState';
import type { LabVoice } from '../voices/labVoice';
import { clonedVoice, externalVoice, providerOf, voiceJson } from '../voices/labVoice';
import { listedVoices } from '../voices/voiceList';
import { definitionProblems, sampleProblems } from '../voices/voiceRules';

const PREVIEW_RATE = 16000;
const LONGEST_NAME = 40;

/** Voices: cloned from a recording, or served by somebody else (ultravox.md §7.2). */
export const voiceRoutes: ApiRoutes = {
	'GET /api/voices': ({ state, url }) =>
		ok(paginate(listedVoices(state.voices.values(), url.searchParams, state.apiUrl), url)),
	'POST /api/voices': (request) => {
		const { state, body } = request;
		const { file } = body;
		const voice =
			file instanceof UploadedFile ? cloned(request, file) : external(request, asVoiceBody(body));
		state.voices.set(voice.voiceId, voice);
		return created(voiceJson(voice, state.apiUrl));
	},
	'GET /api/voices/{voice_id}': (request) => ok(voiceJson(voiceOf(request), request.state.apiUrl)),
	'PUT /api/voices/{voice_id}': (request) =>
		updated(request, { description: null, primaryLanguage: null, ...request.body }, 'PUT'),
	'PATCH /api/voices/{voice_id}': (request) => updated(request, request.body, 'PATCH'),
	'DELETE /api/voices/{voice_id}': (request) => {
		request.state.voices.delete(ownVoiceOf(request).voiceId);
		return noContent();
	},
	'GET /api/voices/{voice_id}/preview': async (request) => {
		const { state } = request;
		const wav = await preview(voiceOf(request).name);
		if (state.variants.previewDelivery === 'direct') return audio(wav);
		const token = randomBytes(16).toString('hex');
		state.storedRecordings.set(token, wav);
		return { status: 302, headers: { location: recordingUrl(state, token) } };
	},
	'POST /api/voice_preview': async ({ state, body }) => {
		refuse(state, definitionProblems(asJsonObject(body.definition)));
		return audio(await preview(String(body.name)));
	},
};

function asVoiceBody(body: JsonObject): JsonObject & { definition: JsonObject } {
	return { ...body, definition: asJsonObject(body.definition) };
}

function cloned({ state, body }: ApiRequest, file: UploadedFile): LabVoice {
	refuse(state, [
		...sampleProblems(file),
		...nameProblems(state, String(body.name)),
		...languageProblems(body.language, 'language'),
	]);
	const clones = [...state.voices.values()].filter(({ isClone }) => isClone).length;
	const { allowedVoices } = state.account;
	if (allowedVoices !== null && clones >= allowedVoices) {
		throw refusal(
			state.variants.planRefusalStatus,
			`Your plan includes ${allowedVoices} cloned voice${allowedVoices === 1 ? '' : 's'}.`,
		);
	}
	return clonedVoice(body, state.clock.text());
}

function external({ state }: ApiRequest, body: JsonObject & { definition: JsonObject }): LabVoice {
	refuse(state, [
		...nameProblems(state, String(body.name)),
		...definitionProblems(body.definition),
		...languageProblems(body.primaryLanguage, 'primaryLanguage'),
	]);
	return externalVoice(body);
}

function updated(request: ApiRequest, body: JsonObject, how: 'PUT' | 'PATCH'): ApiAnswer {
	const { state } = request;
	const voice = ownVoiceOf(request);
	const given = body.definition === undefined ? undefined : asJsonObject(body.definition);
	const isMerged = how === 'PATCH' && state.variants.patchNestedObject === 'merge';
	const definition = given && isMerged ? mergeDeep(voice.definition, given) : given;
	const isExternal = voice.billingStyle === 'VOICE_BILLING_STYLE_EXTERNAL';
	const problems = languageProblems(body.primaryLanguage, 'primaryLanguage');
	if (typeof body.name === 'string') problems.push(...nameProblems(state, body.name, voice));
	if (definition && isExternal) problems.push(...definitionProblems(definition));
	if (definition && !isExternal && Object.keys(definition).length > 0) {
		problems.push({ path: ['definition'], message: 'This voice is not an external voice.' });
	}
	refuse(state, problems);
	if (typeof body.name === 'string') voice.name = body.name;
	if (body.description !== undefined) voice.description = body.description as string | null;
	if (body.primaryLanguage !== undefined) {
		voice.primaryLanguage = body.primaryLanguage as string | null;
	}
	if (definition && isExternal) {
		voice.definition = definition;
		voice.provider = providerOf(definition);
	}
	return ok(voiceJson(voice, state.apiUrl));
}

/** Names are unique within the account, and short for a clone as well, whose schema does not say so. */
function nameProblems(state: UltravoxState, name: string, own?: LabVoice): FieldProblem[] {
	if (name === '' || name.length > LONGEST_NAME) {
		return [{ path: ['name'], message: 'Must have 1 to 40 characters.' }];
	}
	const taken = [...state.voices.values()].some(
		(voice) => voice !== own && voice.ownership === 'private' && voice.name === name,
	);
	return taken ? [{ path: ['name'], message: 'A voice with this name already exists.' }] : [];
}

function languageProblems(language: unknown, field: string): FieldProblem[] {
	if (typeof language !== 'string' || language === '') return [];
	try {
		Intl.getCanonicalLocales(language);
		return [];
	} catch {
		return [{ path: [field], message: 'Enter a BCP 47 language code.' }];
	}
}

function refuse(state: UltravoxState, problems: FieldProblem[]): void {
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
}

async function preview(name: string): Promise<Buffer> {
	const samples = await prepareUtterance(`This is the voice ${name}.`, PREVIEW_RATE);
	return encodeWav({ sampleRate: PREVIEW_RATE, samples });
}

function audio(wav: Buffer): ApiAnswer {
	return { status: 200, body: wav, headers: { 'content-type': 'audio/wav' } };
}

function voiceOf({ state, parameters }: ApiRequest): LabVoice {
	const voice = state.voices.get(parameters.voice_id ?? '');
	if (!voice) throw notFound();
	return voice;
}

function ownVoiceOf(request: ApiRequest): LabVoice {
	const voice = voiceOf(request);
	if (voice.ownership === 'public') throw refusal(403, "The vendor's voices cannot be changed.");
	return voice;
}

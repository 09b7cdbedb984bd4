import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';
import { languageLabel } from './languageLabel';

/** A voice of the vendor's or of the lab's account (ultravox.md §7.2). */
export interface LabVoice {
	readonly sequence: number;
	readonly voiceId: string;
	readonly ownership: 'public' | 'private';
	readonly billingStyle: 'VOICE_BILLING_STYLE_INCLUDED' | 'VOICE_BILLING_STYLE_EXTERNAL';
	/** Made from a recording over the API. */
	readonly isClone: boolean;
	name: string;
	description: string | null;
	/** BCP 47. */
	primaryLanguage: string | null;
	provider: string | null;
	/** An ExternalVoice; `{}` for a voice of the vendor's own. */
	definition: JsonObject;
}

/** The provider of an external voice as voices name it; `generic` is none of theirs. */
const PROVIDERS: Record<string, string> = {
	elevenLabs: 'eleven_labs',
	cartesia: 'cartesia',
	lmnt: 'lmnt',
	google: 'google',
	inworld: 'inworld',
	respeecher: 'respeecher',
};

export function providerOf(definition: JsonObject): string | null {
	return PROVIDERS[Object.keys(definition)[0] ?? ''] ?? null;
}

/** A voice somebody else serves, from a body that passed the schema. */
export function externalVoice(body: JsonObject): LabVoice {
	const definition = body.definition as JsonObject;
	return {
		sequence: nextSequence(),
		voiceId: randomUUID(),
		ownership: 'private',
		billingStyle: 'VOICE_BILLING_STYLE_EXTERNAL',
		isClone: false,
		name: String(body.name),
		description: textOrNull(body.description),
		primaryLanguage: textOrNull(body.primaryLanguage),
		provider: providerOf(definition),
		definition,
	};
}

/** A voice cloned from a recording; `form` passed the schema. */
export function clonedVoice(form: JsonObject, created: string): LabVoice {
	return {
		sequence: nextSequence(),
		voiceId: randomUUID(),
		ownership: 'private',
		billingStyle: 'VOICE_BILLING_STYLE_INCLUDED',
		isClone: true,
		name: String(form.name),
		description: textOrNull(form.description) ?? `Voice cloned on ${created.slice(0, 10)}`,
		primaryLanguage: textOrNull(form.language) ?? 'en',
		provider: null,
		definition: {},
	};
}

function textOrNull(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The voice a call names, by id or by its name; the account's own hides the vendor's (ultravox.md §2.1). */
export function findVoice(
	voices: ReadonlyMap<string, LabVoice>,
	idOrName: string,
): LabVoice | undefined {
	const named = [...voices.values()].filter(
		({ name }) => name.toLowerCase() === idOrName.toLowerCase(),
	);
	return voices.get(idOrName) ?? named.find(({ ownership }) => ownership === 'private') ?? named[0];
}

/** The id of the voice a call names; null for none, and for one that is not there. */
export function voiceIdOf(
	voices: ReadonlyMap<string, LabVoice>,
	idOrName: string | undefined,
): string | null {
	return idOrName === undefined ? null : (findVoice(voices, idOrName)?.voiceId ?? null);
}

/** The Voice object of the API. */
export function voiceJson(voice: LabVoice, apiUrl: string): JsonObject {
	return {
		voiceId: voice.voiceId,
		name: voice.name,
		description: voice.description,
		primaryLanguage: voice.primaryLanguage,
		languageLabel: languageLabel(voice.primaryLanguage),
		previewUrl: `${apiUrl}/api/voices/${voice.voiceId}/preview`,
		ownership: voice.ownership,
		billingStyle: voice.billingStyle,
		provider: voice.provider,
		definition: voice.definition,
	};
}

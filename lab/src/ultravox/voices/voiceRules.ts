import type { FieldProblem } from '../apiErrors';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, isJsonObject } from '../jsonValue';
import type { UploadedFile } from '../multipartBody';

const MOST_SAMPLE_BYTES = 10 * 1024 * 1024;

/** Numbers with limits the schema does not have, by provider and dotted field: least and most (OAS, ultravox.md §7.2). */
const LIMITS: Record<string, Record<string, [number, number]>> = {
	elevenLabs: { speed: [0.7, 1.2] },
	cartesia: {
		speed: [-1, 1],
		'generationConfig.volume': [0.5, 2],
		'generationConfig.speed': [0.6, 1.5],
	},
	lmnt: { speed: [0.25, 2] },
	google: { speakingRate: [0.25, 2] },
	inworld: { speakingRate: [0.5, 1.5], temperature: [0, 2] },
	respeecher: {
		temperature: [0, Infinity],
		topP: [Number.MIN_VALUE, 1],
		minP: [0, 1],
		presencePenalty: [0, 2],
		repetitionPenalty: [1, 2],
		frequencyPenalty: [0, 2],
	},
};

/** An external voice has exactly one provider, within that provider's limits. */
export function definitionProblems(definition: JsonObject): FieldProblem[] {
	const providers = Object.keys(definition);
	const [provider = ''] = providers;
	if (providers.length !== 1) {
		return [{ path: ['definition'], message: 'Exactly one provider must be set.' }];
	}
	const voice = asJsonObject(definition[provider]);
	const problems = Object.entries(LIMITS[provider] ?? {}).flatMap(([field, [least, most]]) => {
		const value = field.split('.').reduce<unknown>((at, key) => asJsonObject(at)[key], voice);
		return typeof value === 'number' && (value < least || value > most)
			? [{ path: ['definition', provider, ...field.split('.')], message: 'Out of range.' }]
			: [];
	});
	if (provider === 'generic' && !hasTextPlaceholder(voice.body)) {
		const path = ['definition', 'generic', 'body'];
		problems.push({ path, message: 'Some field must hold the placeholder {text}.' });
	}
	return problems;
}

function hasTextPlaceholder(value: unknown): boolean {
	if (typeof value === 'string') return value.includes('{text}');
	if (Array.isArray(value)) return value.some(hasTextPlaceholder);
	return isJsonObject(value) && Object.values(value).some(hasTextPlaceholder);
}

/** What is cloned is an mp3 or WAV file of at most 10 MB (ultravox.md §7.2). */
export function sampleProblems({ bytes }: UploadedFile): FieldProblem[] {
	if (bytes.length > MOST_SAMPLE_BYTES) {
		return [{ path: ['file'], message: 'The file is larger than 10 MB.' }];
	}
	return isWav(bytes) || isMp3(bytes)
		? []
		: [{ path: ['file'], message: 'The file must be an mp3 or WAV recording.' }];
}

function isWav(bytes: Buffer): boolean {
	return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WAVE';
}

/** A tag in front, or the eleven set bits that every frame begins with. */
function isMp3(bytes: Buffer): boolean {
	if (bytes.toString('latin1', 0, 3) === 'ID3') return true;
	return bytes.length > 1 && bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
}

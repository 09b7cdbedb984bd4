import type { JsonObject } from './jsonValue';
import { isJsonObject, mergeDeep, without } from './jsonValue';
import type { CallRequest } from './vendorTypes';

/** Objects of which one key at most is set: another key takes the place of the one that was. */
const ONE_OF = ['medium', 'firstSpeakerSettings', 'externalVoice'];

/** A template with changes merged into it, where a PATCH does that (ultravox.md §4.1). */
export function mergedTemplate(before: CallRequest, changes: CallRequest): CallRequest {
	const { voice, externalVoice } = changes;
	let base: JsonObject = { ...before };
	if (voice !== undefined) base = without(base, 'externalVoice');
	if (externalVoice !== undefined) base = without(base, 'voice', 'voiceOverrides');
	const change: JsonObject = { ...changes };
	for (const field of ONE_OF) {
		if (kindOf(change[field]) !== kindOf(base[field]) && change[field] !== undefined) {
			base = without(base, field);
		}
	}
	return mergeDeep(base, change);
}

function kindOf(value: unknown): string | undefined {
	return isJsonObject(value) ? Object.keys(value)[0] : undefined;
}

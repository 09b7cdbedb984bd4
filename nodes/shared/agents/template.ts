import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../operations/values';

/** Written by Ultravox alone, though its document does not say so (ultravox.md §4.1). */
const READ_ONLY = new Set(['name', 'created', 'updated']);

/** What cannot stay when another setting comes: voices exclude each other, and changes belong to one voice. */
const REPLACED_BY: Record<string, string[]> = {
	externalVoice: ['voice', 'voiceOverrides'],
	voice: ['externalVoice', 'voiceOverrides'],
};

/** The template of an agent as it can be sent back: without what only Ultravox writes, and what is not set. */
export function writableTemplate({ callTemplate }: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(isObject(callTemplate) ? callTemplate : {}).filter(
			([key, value]) => !READ_ONLY.has(key) && value !== null,
		),
	);
}

/**
 * A whole template with some settings changed (ultravox.md §4.1: a patch replaces the template). A setting is replaced as one; of
 * voice detection, whose parts stand for themselves, only what is given.
 * @param removed settings that go back to Ultravox's own
 */
export function changedTemplate(
	current: IDataObject,
	changes: IDataObject,
	removed: readonly string[] = [],
): IDataObject {
	const gone = new Set(removed);
	// Changes to a voice go with it.
	if (gone.has('voice')) gone.add('voiceOverrides');
	for (const key of Object.keys(changes)) {
		for (const other of REPLACED_BY[key] ?? []) gone.add(other);
	}
	const kept = Object.fromEntries(Object.entries(current).filter(([key]) => !gone.has(key)));
	const { vadSettings } = changes;
	return {
		...kept,
		...changes,
		...(isObject(vadSettings) && isObject(kept.vadSettings)
			? { vadSettings: { ...kept.vadSettings, ...vadSettings } }
			: {}),
	};
}

/** Of these Ultravox takes one thing inside. */
const ONE_OF = ['externalVoice', 'firstSpeakerSettings', 'medium'];

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What Ultravox kept of a template although the new one does not have it: it would, if it joined what it is sent with what it has
 * (UNCONFIRMED, ultravox.md Appendix B 4).
 */
export function keptSettings(
	before: IDataObject,
	sent: IDataObject,
	answered: IDataObject,
): string[] {
	return Object.keys(before).filter((key) => {
		if (sent[key] === undefined) return isSame(answered[key], before[key]);
		const [is, was] = [answered[key], sent[key]];
		return (
			ONE_OF.includes(key) &&
			isObject(is) &&
			isObject(was) &&
			Object.keys(is).some((one) => !(one in was) && is[one] !== null)
		);
	});
}

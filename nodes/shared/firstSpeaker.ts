import type { IDataObject } from 'n8n-workflow';
import type { AgentDuties } from './callTools/agentLookup';
import { isObject } from './operations/values';
import { objectOf, textOf } from './simpleAgent/read';

/** How the calls of an agent begin by its own settings. */
export type AgentOpening = Pick<AgentDuties, 'firstSpeakerSettings' | 'interruptible'>;

/** How long a called person may stay silent where neither agent nor call say it (ultravox.md §2.1: without a delay nothing is said). */
const USUAL_DELAY = '4s';

/** The words of an opening, or what they are made from. */
function wordsOf({ text, prompt }: IDataObject): IDataObject {
	const words = textOf(text);
	if (words !== null) return { text: words };
	const made = textOf(prompt);
	return made === null ? {} : { prompt: made };
}

/**
 * `firstSpeakerSettings` of a call in which the agent speaks first: somebody called it. Given, they replace those of the agent as a
 * whole (ultravox.md §4.3), so that they are left out wherever the agent's own do.
 * @param greeting '' leaves the agent's own
 * @returns undefined for the agent's own
 */
export function agentSpeaksFirst(
	{ firstSpeakerSettings, interruptible }: AgentOpening,
	greeting: string,
): IDataObject | undefined {
	const { agent, user } = firstSpeakerSettings;
	const own = objectOf(agent);
	const isFixed = !interruptible || own.uninterruptible === true;
	const uninterruptible = isFixed ? { uninterruptible: true } : {};
	const delay = textOf(own.delay);
	if (greeting !== '') {
		return { agent: { ...(delay === null ? {} : { delay }), text: greeting, ...uninterruptible } };
	}
	if (isObject(user)) {
		return { agent: { ...wordsOf(objectOf(user.fallback)), ...uninterruptible } };
	}
	const isSaid = !isFixed || own.uninterruptible === true;
	return isSaid
		? undefined
		: { agent: { ...(delay === null ? {} : { delay }), ...wordsOf(own), ...uninterruptible } };
}

/**
 * `firstSpeakerSettings` of a call in which who picks up speaks first, and the agent after a silence (P2.7). Left out where the agent's
 * own settings are like that. That its words are not interrupted cannot be set here (ultravox.md §2.1).
 * @param sentence '' leaves the agent's own words
 * @param delay seconds; undefined leaves the agent's own
 * @returns undefined for the agent's own
 */
export function calleeSpeaksFirst(
	{ firstSpeakerSettings }: Pick<AgentOpening, 'firstSpeakerSettings'>,
	sentence: string,
	delay: number | undefined,
): IDataObject | undefined {
	const { agent, user } = firstSpeakerSettings;
	const own = objectOf(isObject(user) ? user.fallback : agent);
	// The delay of an agent that begins is another: it does not wait to be spoken to.
	const ownDelay = isObject(user) ? textOf(own.delay) : null;
	if (sentence === '' && delay === undefined && ownDelay !== null) return undefined;
	const words = sentence === '' ? wordsOf(own) : { text: sentence };
	const after = delay === undefined ? (ownDelay ?? USUAL_DELAY) : `${delay}s`;
	return { user: { fallback: { delay: after, ...words } } };
}

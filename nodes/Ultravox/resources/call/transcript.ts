import type { IDataObject } from 'n8n-workflow';
import type { TranscriptLine } from '../../../shared/callContext';
import { callContextFromUltravox } from '../../../shared/callContext';
import { isObject } from '../../../shared/operations/values';

const VOICE = 'MESSAGE_MEDIUM_VOICE';

/** What a person types on a phone, and what a message of the node's own is wrapped in: never the hidden prompt. */
const TYPED = /^\s*(?:[\d*#]+\s*$|<instruction\b)/i;

/**
 * Whether a call may begin with the hidden prompt that makes the agent greet: a first message in the name of the user, as text, which
 * the agent answers (ultravox.md §2.4). What was pressed or sent before anybody spoke looks the same, but for its words.
 */
export function mayBeginWithPrompt([first, second]: readonly IDataObject[]): boolean {
	return (
		first?.role === 'MESSAGE_ROLE_USER' &&
		first.medium === 'MESSAGE_MEDIUM_TEXT' &&
		second?.role === 'MESSAGE_ROLE_AGENT' &&
		!TYPED.test(String(first.text ?? ''))
	);
}

/** Whether the agent was to speak first, as it is unless the call says otherwise (ultravox.md §2.1): only then it is prompted to. */
export const isAgentFirst = ({ firstSpeakerSettings, firstSpeaker }: IDataObject): boolean =>
	isObject(firstSpeakerSettings)
		? !isObject(firstSpeakerSettings.user)
		: firstSpeaker !== 'FIRST_SPEAKER_USER';

/**
 * What was said in a call, without tools.
 * @param messages of the call, in order
 * @param withText also what came as text, such as keys that were pressed and messages that were sent
 */
export function transcriptLines(
	messages: readonly IDataObject[],
	withText = false,
): TranscriptLine[] {
	const taken = withText ? messages.map((message) => ({ ...message, medium: VOICE })) : messages;
	return callContextFromUltravox({}, taken).transcript ?? [];
}

/** The lines as one text for people and models to read. */
export const transcriptText = (
	lines: readonly TranscriptLine[],
	labels: Record<TranscriptLine['role'], string>,
): string => lines.map(({ role, text }) => `${labels[role]}: ${text}`).join('\n');

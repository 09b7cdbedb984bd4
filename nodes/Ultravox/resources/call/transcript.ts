import type { IDataObject } from 'n8n-workflow';
import type { TranscriptLine } from '../../../shared/callContext';
import { callContextFromUltravox } from '../../../shared/callContext';

const VOICE = 'MESSAGE_MEDIUM_VOICE';

/**
 * The hidden prompt that makes the agent greet: the first message, in the name of the user, and as text (ultravox.md §2.4). Nobody
 * said it.
 */
const isGreetingPrompt = ({ role, medium }: IDataObject, index: number) =>
	index === 0 && role === 'MESSAGE_ROLE_USER' && medium !== VOICE;

/**
 * What was said in a call, without tools.
 * @param messages of the call, in order
 * @param withText also what came as text, such as keys that were pressed and messages that were sent
 */
export function transcriptLines(
	messages: readonly IDataObject[],
	withText = false,
): TranscriptLine[] {
	const taken = withText
		? messages
				.filter((message, index) => !isGreetingPrompt(message, index))
				.map((message) => ({ ...message, medium: VOICE }))
		: messages;
	return callContextFromUltravox({}, taken).transcript ?? [];
}

/** The lines as one text for people and models to read. */
export const transcriptText = (
	lines: readonly TranscriptLine[],
	labels: Record<TranscriptLine['role'], string>,
): string => lines.map(({ role, text }) => `${labels[role]}: ${text}`).join('\n');

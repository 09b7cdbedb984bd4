import type { JsonObject } from '../jsonValue';
import { asJsonObject, without } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { resolveTool } from '../tools/labTool';
import type { CallRequest, Message } from '../vendorTypes';
import { voiceIdOf } from '../voices/labVoice';

/** What a new stage may change (ultravox.md §2.6); anything else in the tool's answer has no effect. */
const CHANGEABLE = [
	'systemPrompt',
	'temperature',
	'voice',
	'languageHint',
	'selectedTools',
] as const;

/**
 * Opens a stage as a tool's `new-stage` answer asks for. It begins with the messages the answer brings, or else
 * with those of the stage before.
 *
 * @param answer JSON text; what is no object changes nothing, but opens a stage all the same
 */
export function openStage(call: LabUltravoxCall, answer: string): void {
	const changes: CallRequest = parsed(answer);
	const { history, settings, environment } = call;
	const inherited = history.messagesOf(history.callStageId);
	for (const field of CHANGEABLE) {
		if (changes[field] !== undefined) Object.assign(settings, { [field]: changes[field] });
	}
	settings.selectedTools = settings.selectedTools.map((tool) =>
		resolveTool(environment.tools, tool),
	);
	settings.voiceId = voiceIdOf(environment.voices, settings.voice);
	history.openStage(settings);
	for (const message of changes.initialMessages ?? inherited.map(asInitial)) {
		history.addMessage(message);
	}
	call.log('call', 'a new stage');
}

/** What a message says, without when it was said. */
function asInitial(message: Message): Message {
	return without(message, 'timespan', 'wallClockTimespan');
}

function parsed(text: string): JsonObject {
	try {
		return asJsonObject(JSON.parse(text));
	} catch {
		return {};
	}
}

import type { CallStage } from '../callHistory';
import type { JsonObject } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';

/** The CallStage object of the API (ultravox.md §2.6). */
export function callStageJson(call: LabUltravoxCall, stage: CallStage): JsonObject {
	const { callStageId, created, settings } = stage;
	const errors = call.history.events.filter(
		(event) => event.severity === 'error' && event.callStageId === callStageId,
	);
	return {
		callId: call.callId,
		callStageId,
		created: created.toISOString(),
		inactivityMessages: settings.inactivityMessages ?? [],
		initialTokenCount: null,
		languageHint: settings.languageHint ?? null,
		latestTokenCount: null,
		model: settings.model,
		systemPrompt: settings.systemPrompt ?? null,
		temperature: settings.temperature,
		timeExceededMessage: settings.timeExceededMessage ?? null,
		voice: settings.voice ?? null,
		...(settings.externalVoice ? { externalVoice: settings.externalVoice } : {}),
		...(settings.voiceOverrides ? { voiceOverrides: settings.voiceOverrides } : {}),
		errorCount: errors.length,
		experimentalSettings: settings.experimentalSettings ?? null,
		initialState: settings.initialState ?? {},
	};
}
